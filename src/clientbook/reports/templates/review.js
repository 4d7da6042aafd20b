// Only ids and decisions are remembered, and only in the reader's own browser.
(function () {
  var box = document.getElementById('commands');
  var count = document.getElementById('count');
  var copy = document.getElementById('copy');
  var key = 'clientbook-review:' + copy.dataset.key;
  var pairs = document.querySelectorAll('.pair');
  var saved = {};
  try { saved = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) { saved = {}; }

  function quote(text) {
    return /^[A-Za-z0-9_.:@%+=,\/-]+$/.test(text) ? text : "'" + text.replace(/'/g, "'\\''") + "'";
  }

  var book = copy.dataset.book ? ' --book ' + quote(copy.dataset.book) : '';

  function command(pair, choice) {
    var left = quote(pair.dataset.left), right = quote(pair.dataset.right);
    if (choice === 'ignore') return 'clientbook ignore' + book + ' -- ' + left + ' ' + right;
    var ids = choice === 'left' ? [left, right] : [right, left];
    return 'clientbook merge' + book + ' -- ' + ids.join(' ');
  }

  function show() {
    var lines = [], now = {};
    pairs.forEach(function (pair) {
      var chosen = pair.querySelector('.decide input:checked');
      if (!chosen || !chosen.value) return;
      now[pair.dataset.left + ' ' + pair.dataset.right] = chosen.value;
      lines.push(command(pair, chosen.value));
    });
    box.value = lines.join('\n');
    count.textContent = lines.length;
    try { localStorage.setItem(key, JSON.stringify(now)); } catch (e) { return; }
  }

  pairs.forEach(function (pair) {
    var choice = saved[pair.dataset.left + ' ' + pair.dataset.right];
    pair.querySelectorAll('.decide input').forEach(function (input) {
      if (choice && input.value === choice) input.checked = true;
    });
  });
  document.addEventListener('change', show);
  copy.addEventListener('click', function () {
    function done() { copy.textContent = copy.dataset.done; }
    function select() { box.select(); if (document.execCommand('copy')) done(); }
    if (navigator.clipboard) navigator.clipboard.writeText(box.value).then(done, select);
    else select();
  });
  document.querySelector('.bottom').hidden = false;
  show();
})();
