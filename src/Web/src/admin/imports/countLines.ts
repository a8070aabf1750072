/** How many lines a file has; the store tells how far it is by them. */
export async function countLines(file: Blob): Promise<number> {
  let lines = 1;
  const reader = file.stream().getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    for (let at = chunk.value.indexOf(10); at >= 0; at = chunk.value.indexOf(10, at + 1)) lines++;
  }

  return lines;
}
