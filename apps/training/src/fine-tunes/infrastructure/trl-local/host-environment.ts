/** What programs that we start may see of our environment: never keys, tokens or database addresses. */
const PASSED_ON =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LC_\w+|TZ|SYSTEMROOT|LOCALAPPDATA|APPDATA|PIP_\w+|PYENV_\w+|XDG_\w+|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|LD_LIBRARY_PATH|CUDA_\w+|NVIDIA_\w+|(HTTPS?|NO|ALL)_PROXY)$/i;

/** The variables of this process, as far as they concern the programs it starts. */
export class HostEnvironment {
  private readonly variables: Readonly<Record<string, string>>;

  constructor(env: NodeJS.ProcessEnv) {
    this.variables = Object.fromEntries(
      Object.entries(env).filter(
        (entry): entry is [string, string] => entry[1] !== undefined && PASSED_ON.test(entry[0]),
      ),
    );
  }

  with(more: Readonly<Record<string, string>>): Record<string, string> {
    return { ...this.variables, ...more };
  }
}
