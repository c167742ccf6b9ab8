package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactDetailsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ring 07700 900123 | a phone number",
                "ring 07700900123 | a phone number",
                "ring +44 7700 900123 | a phone number",
                "ring (0161) 496 0123 | a phone number",
                "mail amy.brook@example.co.uk | an e-mail address",
                "mail amy@example.com! | an e-mail address",
                "we live at CW1 2AB | a postcode",
                "cw12ab | a postcode",
                "SW1A 1AA | a postcode",
                "M1 1AE | a postcode",
                "EC1A 1BB | a postcode",
                "B33 8TH | a postcode",
                "CR2 6XH | a postcode",
                "CH65 0AB | a postcode"
            })
    void a_way_to_reach_somebody_is_told_by_its_kind(String text, String kind) {
        assertThat(ContactDetails.kindsIn(text)).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12/05/2027 at 15:30",
                "2027-05-12",
                "£1,250.00 raised",
                "Year 6 won 3-2",
                "1 2 3 4 5 6 7 8 9 10",
                "the A55",
                "@teacher well done",
                "a@b",
                "Y4 3D model",
                "R2D2"
            })
    void dates_money_and_scores_are_none(String text) {
        assertThat(ContactDetails.kindsIn(text)).isEmpty();
    }

    @Test
    void an_address_with_a_user_name_in_front_is_a_link_and_no_e_mail_address() {
        assertThat(ContactDetails.kindsIn("https://gov.uk@evil.example/")).isEmpty();
    }

    @Test
    void a_number_hidden_among_thousands_of_figures_is_not_looked_for_but_told() {
        assertThat(ContactDetails.kindsIn("1".repeat(2_001))).containsExactly("a phone number");
        assertThat(ContactDetails.kindsIn("1".repeat(2_000))).isEmpty();
    }

    @Test
    void all_kinds_are_told_each_once() {
        assertThat(ContactDetails.kindsIn("07700 900123, 07700 900124, a@example.com, b@example.com, CW1 2AB, CW1 2AD"))
                .containsExactly("a phone number", "an e-mail address", "a postcode");
    }
}
