package org.schoolapprovals.browser;

import com.microsoft.playwright.Browser;

/** What people sit before. */
enum Screen {
    DESK(1366, 768, false),
    PHONE(390, 844, true);

    private final int width;
    private final int height;
    private final boolean touched;

    Screen(int width, int height, boolean touched) {
        this.width = width;
        this.height = height;
        this.touched = touched;
    }

    int width() {
        return width;
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setIsMobile(touched)
                .setHasTouch(touched)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London");
    }
}
