export { homeFolder } from './home-folder.js';
export { HomeFolderInUseError, type Instance, InstanceLock } from './instance-lock.js';
export { Standalone, type StandaloneOptions } from './standalone.js';
