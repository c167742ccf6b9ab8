package org.schoolapprovals.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts of all that was recorded, as a table of cases. */
class StandingsTest {

    private static final UUID CHILD = UUID.randomUUID();

    /**
     * Recorded one after the other: who said what, of which day, and until when it counts, 23 July 2027 where nothing is said; or that
     * the child was barred.
     */
    @ParameterizedTest(name = "{0}: {1} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
            nobody answered                        |                                                       | 2027-05-10 | NONE   |
            one parent agrees                      | Ann given 05-04                                       | 2027-05-10 | YES    | 1
            both parents agree                     | Ann given 05-04; Ben given 05-05                      | 2027-05-10 | YES    | 1 2
            a refusal overrides another’s yes      | Ann given 05-04; Ben refused 05-03                    | 2027-05-10 | NO     |
            a refusal before a yes overrides, too  | Ben refused 05-03; Ann given 05-04                    | 2027-05-10 | NO     |
            a withdrawal overrides another’s yes   | Ann given 05-04; Ben given 05-04; Ben withdrawn 05-06 | 2027-05-10 | NO     |
            one who never agreed may withdraw      | Ann given 05-04; Ben withdrawn 05-06                  | 2027-05-10 | NO     |
            a parent withdraws                     | Ann given 05-04; Ann withdrawn 05-06                  | 2027-05-10 | NO     |
            and agrees anew                        | Ann given 05-04; Ann withdrawn 05-06; Ann given 05-08 | 2027-05-10 | YES    | 3
            agrees and withdraws on one day        | Ann given 05-04; Ann withdrawn 05-04                  | 2027-05-10 | NO     |
            withdraws and agrees on one day        | Ann withdrawn 05-04; Ann given 05-04                  | 2027-05-10 | YES    | 2
            an old yes found later changes nothing | Ann withdrawn 05-06; Ann given 05-04                  | 2027-05-10 | NO     |
            an old no found later is a no          | Ann given 05-06; Ann refused 05-04                    | 2027-05-10 | NO     |
            the other’s yes sets no refusal aside  | Ann refused 05-04; Ben given 05-08                    | 2027-05-10 | NO     |
            a yes counts on its last day           | Ann given 05-04 05-10                                 | 2027-05-10 | YES    | 1
            and no longer on the day after         | Ann given 05-04 05-10                                 | 2027-05-11 | NONE   |
            one yes ended, the other goes on       | Ann given 05-04 05-10; Ben given 05-04                | 2027-05-11 | YES    | 2
            a refusal never ends                   | Ann refused 05-04                                     | 2035-05-11 | NO     |
            a yes that ended leaves no no behind   | Ann refused 05-04; Ann given 05-05 05-06              | 2027-05-10 | NONE   |
            a shorter yes replaces a longer one    | Ann given 05-04; Ann given 05-05 05-06                | 2027-05-10 | NONE   |
            a name in capitals is the same parent  | Ann refused 05-04; ANN given 05-05                    | 2027-05-10 | YES    | 2
            another spelling is another parent     | Ann refused 05-04; Anne given 05-05                   | 2027-05-10 | NO     |
            a bar overrides all                    | Ann given 05-04; barred                               | 2027-05-10 | BARRED |
            a bar overrides a refusal, too         | Ann refused 05-04; barred                             | 2027-05-10 | BARRED |
            without any answer it is a bar         | barred                                                | 2027-05-10 | BARRED |
            lifted, the yes counts again           | barred; Ann given 05-04; lifted                       | 2027-05-10 | YES    | 1
            """)
    void what_was_recorded_comes_to_one_answer(
            String what, String recorded, LocalDate day, Answer answer, String consents) {
        List<Entry> entries = new ArrayList<>();
        boolean barred = false;
        for (String happening : recorded == null ? new String[0] : recorded.split("; ")) {
            if (happening.contains(" ")) {
                entries.add(entry(entries.size() + 1, happening.split(" ")));
            } else {
                barred = happening.equals("barred");
            }
        }
        Set<Long> numbers = consents == null
                ? Set.of()
                : Stream.of(consents.split(" ")).map(Long::valueOf).collect(Collectors.toSet());

        Standings standings = new Standings(entries, barred ? Set.of(CHILD) : Set.of(), day);

        assertThat(standings.of(CHILD, Use.FACEBOOK)).isEqualTo(new Standing(CHILD, Use.FACEBOOK, answer, numbers));
        assertThat(standings.of(CHILD, Use.PRESS).answer()).isEqualTo(barred ? Answer.BARRED : Answer.NONE);
        assertThat(standings.until(CHILD, Use.FACEBOOK).isPresent()).isEqualTo(answer == Answer.YES);
    }

    @Test
    void a_yes_lasts_as_long_as_the_last_of_those_who_agreed() {
        Standings standings = new Standings(
                List.of(entry(1, "Ann", "given", "05-04", "05-20"), entry(2, "Ben", "given", "05-04", "06-20")),
                Set.of(),
                LocalDate.of(2027, 5, 10));

        assertThat(standings.until(CHILD, Use.FACEBOOK)).contains(LocalDate.of(2027, 6, 20));
    }

    private static Entry entry(long number, String... said) {
        Reply reply = Reply.of(said[1]).orElseThrow();
        return new Entry(
                number,
                CHILD,
                said[0],
                Use.FACEBOOK,
                reply,
                LocalDate.parse("2027-" + said[2]),
                How.ONLINE,
                false,
                reply == Reply.GIVEN
                        ? Optional.of(LocalDate.parse("2027-" + (said.length > 3 ? said[3] : "07-23")))
                        : Optional.empty(),
                "office",
                Instant.parse("2027-05-09T10:00:00Z"));
    }
}
