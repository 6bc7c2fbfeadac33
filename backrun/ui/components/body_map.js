const SVG = "http://www.w3.org/2000/svg";

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function swatch(item) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 22 15");
  svg.setAttribute("aria-hidden", "true");
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", "muscle");
  group.dataset.tone = item.tone;
  group.dataset.edge = item.edge;
  const shape = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x: 2, y: 2, width: 18, height: 11, rx: 3 })) {
    shape.setAttribute(name, value);
  }
  shape.setAttribute("class", "shape");
  group.append(shape);
  svg.append(group);
  return svg;
}

function legend(list, items) {
  list.replaceChildren(
    ...items.map((item) => {
      const entry = document.createElement("li");
      entry.append(swatch(item), element("span", item.words));
      return entry;
    }),
  );
}

function describe(panel, region) {
  const facts = document.createElement("dl");
  for (const [term, words] of region.facts) facts.append(element("dt", term), element("dd", words));
  panel.replaceChildren(
    element("h3", region.label),
    element("p", region.place, "place"),
    element("p", region.verdict, "verdict"),
    facts,
  );
}

export default function ({ data, parentElement, setTriggerValue }) {
  const map = parentElement.querySelector(".map");
  const panel = map.querySelector(".panel");
  const muscles = data.regions.map((region) => map.querySelector(`#${region.key}`));
  for (const [name, colour] of Object.entries(data.colours)) map.style.setProperty(name, colour);
  map.querySelector(".stage svg").setAttribute("aria-label", data.title);
  legend(map.querySelector(".legend"), data.legend);

  const chosen = data.regions.find((region) => region.key === data.chosen);
  data.regions.forEach((region, index) => {
    const muscle = muscles[index];
    muscle.dataset.tone = region.tone;
    muscle.dataset.edge = region.edge;
    muscle.setAttribute("aria-label", region.sentence);
    muscle.setAttribute("aria-pressed", String(region === chosen));
    muscle.querySelector(".name").textContent = region.short;
    muscle.querySelector(".word").textContent = region.word;
    const name = () => {
      map.dataset.used = true;
      describe(panel, region);
    };
    const rest = () => describe(panel, chosen);
    const choose = () => setTriggerValue("chosen", region.key);
    muscle.onpointerenter = name;
    muscle.onfocus = name;
    muscle.onpointerleave = rest;
    muscle.onblur = rest;
    muscle.onclick = choose;
    muscle.onkeydown = (event) => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (step) muscles[(index + step + muscles.length) % muscles.length].focus();
      else if (event.key === "Enter" || event.key === " ") choose();
      else return;
      event.preventDefault();
    };
  });
  const named = map.querySelector(".muscle:focus, .muscle:hover");
  describe(panel, data.regions[muscles.indexOf(named)] ?? chosen);
}
