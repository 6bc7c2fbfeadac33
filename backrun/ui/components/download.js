// Saves a file that comes as data. Each click on one of the page's buttons has an id of its own, so
// that drawing the component again saves nothing again.
const saved = new Set();

export default function ({ parentElement, data }) {
  const link = parentElement.querySelector("a");
  const said = parentElement.querySelector("[role=status]");
  const letters = atob(data.content);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const address = URL.createObjectURL(new Blob([bytes], { type: data.kind }));
  link.href = address;
  link.download = data.name;
  link.textContent = data.again;
  said.textContent = data.said;
  if (!saved.has(data.click)) {
    saved.add(data.click);
    link.click();
  }
  return () => URL.revokeObjectURL(address);
}
