package org.schoolapprovals.textcheck;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds ways to reach or to find somebody, and says of which kind they are. */
final class ContactDetails {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int SHORTEST = 10;

    /** Nobody writes so many but to hide one among them, and it takes long to look. */
    private static final int MOST_FIGURES = 2_000;

    private static final Pattern POSTCODE = Pattern.compile(
            "\\b(?:[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9][0-9ABEHMNPRV-Y]?|[0-9][A-HJKPSTUW])"
                    + "|[A-PR-UWYZ][A-HK-Y][0-9]{2})[ ]{0,2}[0-9][ABD-HJLNP-UW-Z]{2}\\b",
            Pattern.CASE_INSENSITIVE);

    private ContactDetails() {}

    /** The kinds in words, each once. */
    static List<String> kindsIn(String text) {
        List<String> kinds = new ArrayList<>();
        if (holdsPhoneNumber(text)) {
            kinds.add("a phone number");
        }
        if (Links.holdEMailAddress(text)) {
            kinds.add("an e-mail address");
        }
        if (POSTCODE.matcher(text).find()) {
            kinds.add("a postcode");
        }
        return kinds;
    }

    private static boolean holdsPhoneNumber(String text) {
        if (text.chars().filter(Character::isDigit).count() > MOST_FIGURES) {
            return true;
        }
        for (PhoneNumberMatch match : NUMBERS.findNumbers(text, "GB", Leniency.POSSIBLE, MOST_FIGURES)) {
            if (isPhoneNumber(match)) {
                return true;
            }
        }
        return false;
    }

    /** Written as a number to dial, or one that is given out without its first figure. */
    private static boolean isPhoneNumber(PhoneNumberMatch match) {
        boolean toDial = match.rawString().matches("[(]?[0+].*")
                && match.rawString().chars().filter(Character::isDigit).count() >= SHORTEST;
        return toDial || NUMBERS.isValidNumber(match.number());
    }
}
