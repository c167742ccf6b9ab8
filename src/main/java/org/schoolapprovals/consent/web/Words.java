package org.schoolapprovals.consent.web;

/** Numbers in words. */
final class Words {

    private Words() {}

    /** A child, or several. */
    static String children(long number) {
        return number == 1 ? "1 child" : "%,d children".formatted(number);
    }
}
