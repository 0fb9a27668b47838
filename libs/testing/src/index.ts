export { modelFolder, testModelCache } from './model-folder.js';
export { temporaryFolder } from './temporary-folder.js';
