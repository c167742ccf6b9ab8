package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/**
 * Somebody at a browser of their own. Whatever a developer's console would show in red is noted: scripts that fail or are blocked,
 * calls that are refused, dialogs, requests to elsewhere. A refusal of what somebody filled in (422) is none of these.
 */
final class Visitor {

    private final Screen screen;
    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    Visitor(Browser browser, Screen screen, String address) {
        this.screen = screen;
        this.address = address;
        context = browser.newContext(screen.options().setBaseURL(address));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onDialog(this::dismiss);
        page.onRequest(this::check);
        page.onResponse(this::check);
    }

    private void dismiss(Dialog dialog) {
        complaints.add("dialog: " + dialog.message());
        dialog.dismiss();
    }

    private void check(Request request) {
        if (request.url().startsWith("http") && !request.url().startsWith(address + "/")) {
            complaints.add("request to elsewhere: " + request.url());
        }
    }

    private void check(Response response) {
        if (response.status() >= 400 && response.status() != 422) {
            complaints.add(response.status() + " " + response.request().method() + " " + response.url());
        }
    }

    Page page() {
        return page;
    }

    Visitor signIn(String userId, String password) {
        if (!path().equals("/login")) {
            page.navigate("/login");
        }
        page.getByLabel("User name").fill(userId);
        page.getByLabel("Password").fill(password);
        button("Sign in").click();
        assertThat(page).not().hasURL(address + "/login");
        return this;
    }

    Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    /** Opens a page that this person is to be turned away from. */
    int statusOf(String path) {
        int before = complaints.size();
        int status = page.navigate(path).status();
        complaints.subList(before, complaints.size()).clear();
        return status;
    }

    /** What the server answers to this person's session, outside the page. */
    APIResponse ask(String path) {
        return context.request().get(path);
    }

    /** The cookies of this person's session, as a header. */
    String cookies() {
        return context.cookies(address).stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
    }

    Tasklist tasklist() {
        return new Tasklist(page);
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator said(AriaRole role) {
        return page.getByRole(role).filter(new Locator.FilterOptions().setVisible(true));
    }

    String path() {
        return page.url().startsWith("http") ? URI.create(page.url()).getPath() : "";
    }

    void seesNoSidewaysScrolling() {
        Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of what is shown at %s", page.url())
                .isLessThanOrEqualTo(screen.width());
    }

    void takePicture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /** Ends the visit. */
    List<String> leave() {
        context.close();
        return complaints;
    }
}
