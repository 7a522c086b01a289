// Clicks on markers, chips and example questions become events.
let seen = "";
let reconsidered = null;

element.addEventListener("click", (event) => {
	const marker = event.target.closest(".marker");
	const chip = event.target.closest(".chip");
	const example = event.target.closest(".example");
	if (marker) {
		window.belegt.opener = marker;
		trigger("click", { turn: marker.dataset.turn, marker: marker.dataset.marker });
	} else if (chip && !element.querySelector(".searching, [aria-busy]")) {
		reconsidered = { turn: chip.dataset.turn, slot: chip.dataset.slot, value: chip.dataset.value };
		chip.closest(".answer").setAttribute("aria-busy", "true");
		trigger("select", reconsidered);
	} else if (example) {
		trigger("submit", { question: example.dataset.question });
	}
});

// A question is brought to the top when it is asked, and once more when its answer has made the page longer.
watch("value", () => {
	const turns = element.querySelectorAll(".turn");
	const state = `${turns.length} ${element.querySelectorAll(".answer").length}`;
	if (turns.length && state !== seen) {
		turns[turns.length - 1].scrollIntoView({ block: "start", behavior: "smooth" });
	}
	seen = state;
	if (reconsidered) {
		const chips = [...element.querySelectorAll(`.chip[data-turn="${reconsidered.turn}"]`)];
		const same = chips.find(({ dataset }) => dataset.slot === reconsidered.slot && dataset.value === reconsidered.value);
		(same ?? chips[0])?.focus({ preventScroll: true });
		reconsidered = null;
	}
});
