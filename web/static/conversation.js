// Clicks on markers and example questions become events.
let seen = "";

element.addEventListener("click", (event) => {
	const marker = event.target.closest(".marker");
	const example = event.target.closest(".example");
	if (marker) {
		window.belegt.opener = marker;
		trigger("click", { turn: marker.dataset.turn, marker: marker.dataset.marker });
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
});
