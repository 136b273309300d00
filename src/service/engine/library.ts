import type { NativeLibrary } from '../../core/records/engine'

/** TensorFlow's native library in this machine's folder. */
export class Library {
  get state(): NativeLibrary {
    return { state: 'absent', label: 'Not brought yet.', done: 0, total: 0 }
  }
}
