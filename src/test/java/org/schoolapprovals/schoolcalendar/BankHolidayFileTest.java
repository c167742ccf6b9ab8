package org.schoolapprovals.schoolcalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.RefusedException;

class BankHolidayFileTest {

    @Test
    void theBankHolidaysOfEnglandAreReadAndSubstituteDaysAreNamedSo() {
        assertThat(BankHolidayFile.read(BankHolidays.file(BankHolidays.OF_2028)))
                .hasSize(8)
                .extracting(CalendarEntry::inWords)
                .startsWith("New Year’s Day (substitute day) (Mon 3 Jan 2028)", "Good Friday (Fri 14 Apr 2028)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{",
                "null",
                "42",
                "[]",
                "{}",
                "{\"england-and-wales\":[]}",
                "{\"england-and-wales\":{\"events\":{}}}",
                "{\"england-and-wales\":{\"events\":[]}}",
                "{\"england-and-wales\":{\"events\":[null]}}",
                "{\"england-and-wales\":{\"events\":[{\"title\":\"Easter\",\"date\":\"31/03/2027\"}]}}",
                "{\"england-and-wales\":{\"events\":[{\"title\":\"\",\"date\":\"2027-03-31\"}]}}",
                "{\"england-and-wales\":{\"events\":[{\"title\":\"a\\u0000b\",\"date\":\"2027-03-31\"}]}}",
                "{\"england-and-wales\":{\"events\":[{\"title\":\"Easter\",\"date\":\"9999-03-31\"}]}}",
                "{\"england-and-wales\":{\"events\":[{\"title\":\"A\",\"date\":\"2027-03-31\"},{\"title\":\"B\",\"date\":\"2027-03-31\"}]}}"
            })
    void anyOtherFileIsRefusedWithOneSentence(String text) {
        assertThatThrownBy(() -> BankHolidayFile.read(text))
                .isInstanceOf(RefusedException.class)
                .hasMessage("This is not the bank holiday file of gov.uk. Please copy the whole of"
                        + " https://www.gov.uk/bank-holidays.json and paste it here.");
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        assertThatThrownBy(() -> BankHolidayFile.read("[".repeat(100_000))).isInstanceOf(RefusedException.class);
    }

    @Test
    void anEmptyOrAnOversizedFileIsRefused() {
        assertThatThrownBy(() -> BankHolidayFile.read(" \n"))
                .hasMessage("The bank holiday file is missing: please paste it.");
        assertThatThrownBy(() -> BankHolidayFile.read("x".repeat(BankHolidayFile.LARGEST + 1)))
                .hasMessage("The bank holiday file is too long: please paste that of gov.uk and nothing else.");
    }

    @Test
    void aPartOfTheFileIsRefusedSoThatNoBankHolidayGetsLost() {
        assertThatThrownBy(() -> BankHolidayFile.read(BankHolidays.file(BankHolidays.OF_2028.subList(0, 7))))
                .hasMessage("The bank holiday file has only 7 bank holidays for 2028, where England has 8 or more."
                        + " Please copy the whole file.");
    }
}
