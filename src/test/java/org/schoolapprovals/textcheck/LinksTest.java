package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://www.bbc.co.uk/news www.bbc.co.uk",
                "HTTPS://BBC.CO.UK bbc.co.uk",
                "www.gov.uk/term-dates www.gov.uk",
                "nspcc.org.uk nspcc.org.uk",
                "nspcc.org.uk/keeping-safe. nspcc.org.uk",
                "(weduc.com) weduc.com",
                "https://gov.uk@evil.example/x evil.example",
                "https://gov.uk:x@evil.example:8443/x evil.example",
                "https://evil.example\\@gov.uk evil.example",
                "https://gov.uk.evil.example gov.uk.evil.example",
                "https://evil.example/gov.uk evil.example",
                "https://evil.example?gov.uk evil.example",
                "https://evil.example#@gov.uk evil.example",
                "https://gov%2euk.evil.example gov.uk.evil.example",
                "https://bbс.co.uk xn--bb-pmc.co.uk",
                "https://bücher.example xn--bcher-kva.example",
                "https://evil。example evil.example",
                "https://gov.uk./ gov.uk",
                "ftp://files.example/a files.example",
                "http://127.0.0.1/ 127.0.0.1",
                "http://2130706433/ 2130706433",
                "tell.me/secrets tell.me",
                "bit.ly/3abc bit.ly"
            })
    void a_host_is_what_a_browser_would_open(String text, String host) {
        assertThat(Links.hostsIn("see " + text + " today")).contains(host).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Great day.Thanks all",
                "please tell.me",
                "amy@example.co.uk",
                "3.50 each, 1.2.3",
                "e.g. this, i.e. that",
                "...",
                "www.",
                "http://"
            })
    void text_is_no_link(String text) {
        assertThat(Links.hostsIn(text)).isEmpty();
    }

    @Test
    void several_hosts_are_told_each_once_in_their_order() {
        assertThat(Links.hostsIn("https://b.example https://a.example b.example.com https://b.example/2"))
                .containsExactly("b.example", "a.example", "b.example.com");
    }

    @Test
    void a_host_that_is_none_is_still_a_link() {
        assertThat(Links.hostsIn("http://%zz^^/")).containsExactly(Links.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "bbc.co.uk,true",
        "www.bbc.co.uk,true",
        "news.www.bbc.co.uk,true",
        "notbbc.co.uk,false",
        "bbc.co.uk.evil.example,false",
        "co.uk,false",
        "xn--bb-pmc.co.uk,false",
        "an address that cannot be read,false"
    })
    void a_site_is_agreed_with_all_below_it_and_nothing_beside_it(String host, boolean agreed) {
        assertThat(Links.isAmong(Set.of("bbc.co.uk"), host)).isEqualTo(agreed);
    }
}
