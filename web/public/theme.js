// Before the first paint, so that a dark page never flashes light.
const theme = localStorage.getItem('theme');
if (theme) document.documentElement.dataset.theme = theme;
