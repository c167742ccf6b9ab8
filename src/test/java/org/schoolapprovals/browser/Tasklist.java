package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** Tasklist as a person sees it. */
final class Tasklist {

    static final String ADDRESS = "/camunda/app/tasklist/default/";

    private final Page page;

    Tasklist(Page page) {
        this.page = page;
    }

    Tasklist open() {
        page.navigate(ADDRESS);
        assertThat(link("Home")).isVisible();
        return this;
    }

    Tasklist queue(String name) {
        queues().filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + name + "\\b")))
                .getByRole(AriaRole.LINK)
                .click();
        return this;
    }

    /** The names of all queues, each perhaps with a number behind it. */
    Locator queues() {
        return page.locator("[cam-tasklist-filters]").getByRole(AriaRole.HEADING);
    }

    /** A task in the list, by something that stands on it. */
    Locator entry(String words) {
        return page.locator("[cam-tasks]")
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(words));
    }

    Tasklist openTask(String words) {
        entry(words).getByRole(AriaRole.LINK).click();
        return this;
    }

    Tasklist claim() {
        button("Claim").click();
        assertThat(button("Unclaim")).isVisible();
        return this;
    }

    Locator task() {
        return page.locator("[cam-tasklist-task]");
    }

    FormFields form() {
        return new FormFields(task());
    }

    void complete() {
        tryToComplete();
        page.waitForURL(address -> !address.contains("task="));
    }

    void tryToComplete() {
        button("Complete").click();
    }

    FormFields startForm() {
        return new FormFields(page.locator(".modal-content"));
    }

    Locator notification(String words) {
        return page.getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText(words).setVisible(true));
    }

    /** Lies over the form until somebody closes it. */
    void closeNotifications() {
        Locator close =
                page.locator("[notifications-panel] .close").filter(new Locator.FilterOptions().setVisible(true));
        while (close.count() > 0) {
            close.first().click();
        }
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
