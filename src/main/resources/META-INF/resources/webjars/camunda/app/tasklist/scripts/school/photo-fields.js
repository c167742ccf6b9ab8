/* The fields that starting and amending a submission have in common. */

export const FIELDS = `
  <div class="own-field" data-field="photoIds">
    <label for="photo-files">Photographs</label>
    <p class="own-help">
      <span data-limits></span> Location, camera details and everything else hidden in a file is removed before anybody sees it.
    </p>
    <input id="photo-files" type="file" multiple accept="image/jpeg,image/png,image/webp">
    <ul class="photo-list" data-photos></ul>
    <p class="own-help" role="status"></p>
  </div>
  <div class="own-field" data-field="event">
    <label for="photo-event">Event</label>
    <p class="own-help" id="photo-event-help">What the photographs are of, such as “Sports day”. It stands above the caption. No names of children (S4).</p>
    <input id="photo-event" name="event" type="text" class="form-control" maxlength="200" autocomplete="off">
  </div>
  <div class="own-field" data-field="caption">
    <label for="photo-caption">Caption, if any</label>
    <p class="own-help">Everybody will read it. No child’s name, nickname, or class together with a name (S4).</p>
    <textarea id="photo-caption" name="caption" class="form-control" rows="3" maxlength="2000"></textarea>
  </div>
  <div class="own-field">
    <label class="own-choice"><input type="checkbox" name="noChildren">No child can be recognised in any of them</label>
  </div>
  <fieldset class="own-field" data-field="children">
    <legend>Children in the photographs</legend>
    <p class="own-help">Every child, in the background too (S3). Type a name or choose a class, then tick.</p>
    <ul class="photo-chips" data-chips aria-label="Children chosen"></ul>
    <div class="photo-search">
      <label>Name <input type="search" class="form-control" data-find autocomplete="off"></label>
      <label>Class <select class="form-control" data-class><option value="">All classes</option></select></label>
    </div>
    <div class="photo-results" role="group" aria-label="Children found" aria-live="polite" data-results></div>
  </fieldset>
  <div class="own-field" data-field="wholeClass">
    <label class="own-choice"><input type="checkbox" name="wholeClass">The whole class of each of them is in the photographs</label>
  </div>
  <fieldset class="own-field" data-field="channels">
    <legend>Where they shall appear</legend>
    <div class="photo-columns" data-channels></div>
  </fieldset>`;
