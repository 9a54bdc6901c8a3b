"use strict";

// All of a page works without this. It adds: charts that answer to the pointer, filters that apply
// as they are chosen, names while they are typed, and how long ago a moment was.

const ROOM_FOR_A_CHART = window.matchMedia("(min-width: 68rem)");
const DARK = window.matchMedia("(prefers-color-scheme: dark)");
const PAUSE_MILLISECONDS = 200;
const DAY_MILLISECONDS = 86_400_000;

function loaded(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

// Expressions are interpreted rather than compiled, and styles stand in the style sheet: the
// policy of the pages allows neither.
const DRAWING = {
  actions: false,
  ast: true,
  defaultStyle: false,
  renderer: "svg",
  tooltip: { disableDefaultStyle: true },
};

async function draw(figure) {
  const address = new URL(figure.dataset.chart, location.href);
  if (DARK.matches) {
    address.searchParams.set("theme", "dark");
  }
  const answer = await fetch(address);
  if (!answer.ok) {
    return;
  }
  const picture = figure.querySelector("picture");
  const place = document.createElement("div");
  place.className = "drawn";
  await window.vegaEmbed(place, await answer.json(), DRAWING);
  const drawn = place.querySelector("svg");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", picture.querySelector("img").alt);
  picture.replaceWith(place);
}

async function drawAll() {
  const figures = [...document.querySelectorAll("[data-chart]")];
  if (figures.length && ROOM_FOR_A_CHART.matches) {
    await loaded(figures[0].dataset.vega);
    await Promise.all(figures.map(draw));
  }
}

function applyAsChosen() {
  for (const chosen of document.querySelectorAll(".filters select")) {
    chosen.addEventListener("change", () => chosen.form.requestSubmit());
  }
}

async function suggest(typed) {
  const address = new URL(typed.dataset.suggestions, location.href);
  address.searchParams.set("q", typed.value);
  const answer = await fetch(address);
  if (answer.ok) {
    const names = await answer.json();
    typed.list.replaceChildren(...names.map((name) => new Option(name, name)));
  }
}

function suggestAsTyped() {
  const typed = document.getElementById("q");
  let waiting;
  typed.addEventListener("input", () => {
    clearTimeout(waiting);
    if (typed.value.trim()) {
      waiting = setTimeout(suggest, PAUSE_MILLISECONDS, typed);
    }
  });
}

function tellAges() {
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const moment of document.querySelectorAll("time")) {
    const days = Math.round((new Date(moment.dateTime) - Date.now()) / DAY_MILLISECONDS);
    moment.after(` (${words.format(days, "day")})`);
  }
}

applyAsChosen();
suggestAsTyped();
tellAges();
drawAll();
