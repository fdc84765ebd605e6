/** What ONNX Runtime says, in short. Its messages speak of tensors, never of texts. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
