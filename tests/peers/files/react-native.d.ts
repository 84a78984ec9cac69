// Of React Native what docs/react-native.md uses, so that it is type-checked without the whole package.
declare module "react-native" {
  export interface TurboModule {
    getConstants?(): object;
  }
  export const TurboModuleRegistry: { getEnforcing<T extends TurboModule>(name: string): T };
  export const NativeModules: Record<string, object>;
  export class NativeEventEmitter {
    constructor(module?: object);
    addListener<T>(event: string, listener: (value: T) => void): { remove(): void };
  }
}
