/* What a script adds; every page reads without it. */
(function () {
  "use strict";

  function openSearch() {
    var toggle = document.querySelector("[data-md-toggle=search]");
    var field = document.querySelector("[data-md-component=search-query]");
    if (toggle && !toggle.checked) toggle.click();
    if (field) field.focus();
  }

  function show(selector) {
    document.querySelectorAll(selector).forEach(function (element) {
      element.hidden = false;
    });
  }

  /** Shows on the current page what needs a script. */
  function enhance() {
    show(".rb-action--print");
    if (document.querySelector("[data-md-component=search-query]")) show(".rb-home-search");
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-rb-print]")) window.print();
    if (event.target.closest("[data-rb-search]")) openSearch();
  });

  document.addEventListener("keydown", function (event) {
    var drawer = document.getElementById("__drawer");
    if (event.key === "Escape" && drawer && drawer.checked) {
      drawer.checked = false;
      drawer.focus();
    }
  });

  if (window.document$) window.document$.subscribe(enhance);
  else enhance();
})();
