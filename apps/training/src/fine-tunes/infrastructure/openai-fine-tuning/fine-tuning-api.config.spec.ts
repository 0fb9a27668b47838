import { FineTuningApiConfig } from './fine-tuning-api.config.js';

describe(FineTuningApiConfig.name, () => {
  it('needs nothing and polls every 15 seconds', () => {
    const config = new FineTuningApiConfig({});
    expect(config.FINE_TUNING_API_URL).toBeUndefined();
    expect(config.FINE_TUNING_API_POLL_SECONDS).toBe(15);
  });

  it.each([
    ['https://API.example.com:443/v1/', 'https://api.example.com/v1'],
    ['http://api.example.com:80/v1', 'http://api.example.com/v1'],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
  ])('gives %s one spelling', (url, spelling) => {
    const { FINE_TUNING_API_URL: found } = new FineTuningApiConfig({ FINE_TUNING_API_URL: url });
    expect(found).toBe(spelling);
  });

  it.each([
    ['FINE_TUNING_API_URL', 'https://user:hunter2@example.com/v1'],
    ['FINE_TUNING_API_URL', 'https://example.com/v1?key=hunter2'],
    ['FINE_TUNING_API_URL', 'hunter2'],
    ['FINE_TUNING_API_KEY_REF', 'hunter2'],
    ['FINE_TUNING_API_KEY_REF', 'env:HOME'],
    ['FINE_TUNING_API_POLL_SECONDS', '0.01'],
  ])('refuses a wrong %s and does not repeat it', (variable, value) => {
    const read = (): unknown => new FineTuningApiConfig({ [variable]: value });
    expect(read).toThrow(variable);
    expect(read).not.toThrow(/hunter2/);
  });
});
