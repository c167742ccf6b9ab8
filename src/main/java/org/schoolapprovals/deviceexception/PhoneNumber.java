package org.schoolapprovals.deviceexception;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers as people write them and as they are kept: E.164, such as {@code +442079460018}. */
final class PhoneNumber {

    private static final String HOME = "GB";
    private static final int HOME_CODE = 44;
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final Pattern PLAIN = Pattern.compile("\\+?[0-9 ()./\\-\\u00a0]{3,30}");

    private PhoneNumber() {}

    /** The number in E.164; empty unless it is one that can exist. Without a country code it is read as British. */
    static Optional<String> read(String written) {
        if (!PLAIN.matcher(written.strip()).matches()) {
            return Optional.empty();
        }
        try {
            Phonenumber.PhoneNumber number = UTIL.parse(written.strip(), HOME);
            return UTIL.isValidNumber(number) || isKeptForExamples(number)
                    ? Optional.of(UTIL.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** Ofcom keeps 07700 900000 to 900999 free: a demo or a training must ring nobody. */
    private static boolean isKeptForExamples(Phonenumber.PhoneNumber number) {
        return number.getCountryCode() == HOME_CODE && number.getNationalNumber() / 1000 == 7_700_900;
    }

    /** A British number as it is dialled here, any other with its country code. */
    static String inWords(String e164) {
        try {
            Phonenumber.PhoneNumber number = UTIL.parse(e164, HOME);
            return UTIL.format(
                    number,
                    number.getCountryCode() == HOME_CODE
                            ? PhoneNumberFormat.NATIONAL
                            : PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException notANumber) {
            return e164;
        }
    }
}
