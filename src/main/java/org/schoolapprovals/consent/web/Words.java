package org.schoolapprovals.consent.web;

import org.schoolapprovals.consent.Use;

/** Short names for headings and labels. */
final class Words {

    private Words() {}

    /** Such as {@code Facebook}. */
    static String title(Use use) {
        return switch (use) {
            case FACEBOOK -> "Facebook";
            case TWITTER -> "Twitter";
            case WEBSITE -> "Website";
            case WEDUC -> "Weduc";
            case NEWSLETTER -> "Newsletter";
            case PRESS -> "Press";
        };
    }

    /** A child, or several. */
    static String children(long number) {
        return number == 1 ? "1 child" : "%,d children".formatted(number);
    }
}
