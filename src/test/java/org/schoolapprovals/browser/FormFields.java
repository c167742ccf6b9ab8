package org.schoolapprovals.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** A form in Tasklist, filled in as a person does: by the names of its fields. */
final class FormFields {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Locator area;

    FormFields(Locator area) {
        this.area = area;
    }

    /** Fills in the whole request of {@link Trip#values()}. */
    void request(Trip trip) {
        choose("Residential trip");
        text("Name of the trip", trip.name());
        text("Destination", trip.destination());
        moment("Departure", trip.departs());
        moment("Return", trip.returns());
        text("Pupils", "24");
        text("Adults", "3");
        select("Your device", "Phone");
        tick("Calls", "Photos", "School", "Parents");
        text("Why not a school phone?", trip.whyNotSchoolPhone());
        tick("I will withhold my number", "Cloud backup is switched off", "I will keep to what is stated here");
        text("Phone number", "07700 900123");
    }

    FormFields text(String name, String value) {
        Locator field = field(AriaRole.TEXTBOX, name);
        // A field that has only just appeared may lose what is typed in its first moments.
        do {
            field.fill(value);
            field.blur();
            settle();
        } while (!field.inputValue().equals(value));
        return this;
    }

    FormFields moment(String name, LocalDateTime moment) {
        return text(name + ": date", DATE.format(moment)).text(name + ": time", TIME.format(moment));
    }

    FormFields select(String name, String choice) {
        Locator field = field(AriaRole.TEXTBOX, name);
        field.focus();
        field.press("ArrowDown");
        area.locator(".fjs-dropdownlist-item")
                .getByText(choice, new Locator.GetByTextOptions().setExact(true))
                .click();
        settle();
        return this;
    }

    FormFields tick(String... names) {
        for (String name : names) {
            field(AriaRole.CHECKBOX, name).check();
            settle();
        }
        return this;
    }

    FormFields choose(String name) {
        field(AriaRole.RADIO, name).check();
        settle();
        return this;
    }

    /** Chooses photographs from this person's computer. */
    FormFields upload(FilePayload... photographs) {
        return upload("Photographs", photographs);
    }

    /** Chooses files from this person's computer. */
    FormFields upload(String name, FilePayload... files) {
        area.getByLabel(name, new Locator.GetByLabelOptions().setExact(true)).setInputFiles(files);
        return this;
    }

    /** Looks for a child in the register, to tick it. */
    FormFields find(String child) {
        field(AriaRole.SEARCHBOX, "Name").fill(child);
        return this;
    }

    /** Lets the form draw what follows from an input, three pictures long; nobody's fingers are quicker than that. */
    private void settle() {
        area.evaluate("() => new Promise(drawn => { let left = 3;"
                + " const next = () => left-- ? requestAnimationFrame(() => setTimeout(next)) : drawn(); next(); })");
    }

    Locator field(AriaRole role, String name) {
        return area.getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What Tasklist says about the form as a whole. */
    Locator alerts() {
        return area.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setVisible(true));
    }

    /** Those that were chosen, with what became of each. */
    Locator photographs() {
        return area.locator(".photo-item");
    }

    Locator text(String words) {
        return area.getByText(words);
    }

    Locator button(String name) {
        return field(AriaRole.BUTTON, name);
    }
}
