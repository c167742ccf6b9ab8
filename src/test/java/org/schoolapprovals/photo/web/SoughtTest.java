package org.schoolapprovals.photo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.photo.State;

class SoughtTest {

    @ParameterizedTest
    @CsvSource({
        "'','','',/photos",
        "published,facebook,3,/photos?show=published&place=facebook&page=3",
        "all,'',1,/photos?show=all",
        "nonsense,myspace,-1,/photos",
        "PUBLISHED,FACEBOOK,99999999999,/photos"
    })
    void an_address_is_read_and_written_again_without_what_is_no_such_thing(
            String show, String place, String page, String link) {
        assertThat(Sought.of(show, place, page).link()).isEqualTo(link);
    }

    @Test
    void another_part_begins_at_its_first_page_and_keeps_the_place() {
        Sought sought = Sought.of("all", "press", "4").in(Sought.Part.PUBLISHED);

        assertThat(sought.link()).isEqualTo("/photos?show=published&place=press");
        assertThat(sought.filter().states()).containsExactly(State.PUBLISHED);
        assertThat(sought.filter().channel()).isEqualTo(Optional.of(Use.PRESS));
        assertThat(sought.filter().page()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "published", "not-published", "all"})
    void every_part_has_an_address_of_its_own(String show) {
        assertThat(Sought.of(show, "", "").part().value()).isEqualTo(show);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "50,1", "51,2", "101,3"})
    void fifty_stand_on_a_page(long total, int pages) {
        assertThat(Sought.pages(total)).isEqualTo(pages);
    }
}
