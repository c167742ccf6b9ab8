package org.schoolapprovals.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rule by itself, and an attacker against it who has every report that there could be, knows the rule, and tries all data that
 * these reports leave possible.
 */
class SuppressionTest {

    /** Beside the secrets the attacker’s world has to be larger than the one attacked. */
    private static final int LARGEST_ATTACKED = 6;

    private static final int LARGEST_POSSIBLE = 10;

    @ParameterizedTest
    @CsvSource({"0,none", "1,fewer than 5", "4,fewer than 5", "5,5", "6,6", "1234,'1,234'"})
    void aCountOfOneToFourInAWholeTermIsHiddenAndNoneIsNone(int count, String text) {
        assertThat(Suppression.whole(count).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,none",
        "1,fewer than 5",
        "4,fewer than 5",
        "5,5 to 9",
        "9,5 to 9",
        "10,10 to 14",
        "1234,'1,230 to 1,234'"
    })
    void upToADayInsideATermOnlyWholeFivesAreTold(int count, String text) {
        assertThat(Suppression.upTo(count).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "7,0,none",
        "12,3,fewer than 5",
        "12,5,5",
        "12,7,7",
        "12,8,8 to 11",
        "12,11,8 to 11",
        "12,12,12",
        "6,5,fewer than 6",
        "6,1,fewer than 6",
        "6,6,6",
        "3,1,fewer than 5",
        "3,3,fewer than 5"
    })
    void ofAKnownNumberNeitherAFewNorAllButAFewAreTold(int all, int part, String text) {
        assertThat(Suppression.part(Suppression.whole(all), Suppression.whole(part))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void aPartNeverTellsThatTheTotalIsMoreThanIsTold() {
        Span total = Suppression.whole(9).plus(Suppression.whole(3));

        assertThat(total.text()).isEqualTo("10 to 13");
        assertThat(Suppression.part(total, Suppression.whole(11))).isEqualTo(total);
        assertThat(Suppression.part(total, Suppression.whole(10))).isEqualTo(total);
        assertThat(Suppression.part(total, Suppression.whole(9)).text()).isEqualTo("9");
    }

    @Test
    void whatWaitsOnADayInsideATermIsNeverNone() {
        assertThat(Suppression.waiting(0)).isEqualTo(Suppression.waiting(4)).isNotEqualTo(Suppression.whole(0));
        assertThat(Suppression.waiting(0).text()).isEqualTo("fewer than 5");
        assertThat(Suppression.waiting(7).text()).isEqualTo("7");
    }

    @Test
    void whatIsToldIsAlwaysTrue() {
        for (int all = 0; all < 40; all++) {
            holds(Suppression.whole(all), all);
            holds(Suppression.upTo(all), all);
            holds(Suppression.waiting(all), all);
            for (int part = 0; part <= all; part++) {
                holds(Suppression.part(Suppression.whole(all), Suppression.whole(part)), part);
                holds(Suppression.part(Suppression.upTo(all), Suppression.upTo(part)), part);
                holds(Suppression.upTo(all).minus(Suppression.upTo(part)), all - part);
                holds(Suppression.whole(all).minus(Suppression.upTo(part)), all - part);
            }
        }
    }

    private static void holds(Span span, int count) {
        assertThat(count).isBetween(span.low(), span.high());
    }

    // Attacks. The data are small numbers in cells; a cell that holds 1 to 4 is a secret.

    /** What one report could be asked, and the answer to it. */
    private record Answer(String question, Span told) {}

    /** Looks at every secret in all these data, and what the answers leave possible for it. */
    private static void attack(
            List<int[]> possible, Function<int[], List<Answer>> published, Map<String, ToIntFunction<int[]>> secrets) {
        Map<List<Answer>, Map<String, Set<Integer>>> left = new HashMap<>();
        for (int[] data : possible) {
            Map<String, Set<Integer>> values = left.computeIfAbsent(published.apply(data), answers -> new HashMap<>());
            secrets.forEach((name, secret) ->
                    values.computeIfAbsent(name, any -> new HashSet<>()).add(secret.applyAsInt(data)));
        }
        int attacked = 0;
        for (int[] data : possible) {
            if (Arrays.stream(data).max().orElse(0) > LARGEST_ATTACKED) {
                continue;
            }
            Map<String, Set<Integer>> values = left.get(published.apply(data));
            for (Map.Entry<String, ToIntFunction<int[]>> secret : secrets.entrySet()) {
                int value = secret.getValue().applyAsInt(data);
                if (value > 0 && value < Span.SHOWN_FROM) {
                    attacked++;
                    assertThat(values.get(secret.getKey()))
                            .as("%s of %s", secret.getKey(), Arrays.toString(data))
                            .hasSizeGreaterThan(1);
                }
            }
        }
        assertThat(attacked).isPositive();
    }

    private static List<int[]> allNumbers(int cells, int highest) {
        List<int[]> all = new ArrayList<>(List.of(new int[0]));
        for (int cell = 0; cell < cells; cell++) {
            all = new ArrayList<>(all.stream()
                    .flatMap(begun -> IntStream.rangeClosed(0, highest).mapToObj(next -> {
                        int[] longer = Arrays.copyOf(begun, begun.length + 1);
                        longer[begun.length] = next;
                        return longer;
                    }))
                    .toList());
        }
        return all;
    }

    @Test
    void anyDatesAndAnyMomentsOfATermIsolateNobody() {
        int days = 4;
        Map<String, ToIntFunction<int[]>> secrets = new HashMap<>();
        for (int first = 0; first < days; first++) {
            for (int last = first; last < days; last++) {
                int from = first;
                int to = last;
                secrets.put(
                        from + " to " + to,
                        data -> Arrays.stream(data, from, to + 1).sum());
            }
        }

        attack(allNumbers(days, LARGEST_POSSIBLE), SuppressionTest::everyRange, secrets);
    }

    /** All reports on days of a term of one kind of request: while it runs, as at each day, and once it is over. */
    private static List<Answer> everyRange(int[] days) {
        List<Answer> answers = new ArrayList<>();
        for (int last = 0; last < days.length; last++) {
            int until = Arrays.stream(days, 0, last + 1).sum();
            for (int first = 0; first <= last; first++) {
                Span before = Suppression.upTo(Arrays.stream(days, 0, first).sum());
                answers.add(new Answer(
                        "running %d-%d".formatted(first, last),
                        Suppression.upTo(until).minus(before)));
                if (last == days.length - 1) {
                    answers.add(new Answer(
                            "over %d".formatted(first), Suppression.whole(until).minus(before)));
                }
            }
        }
        return answers;
    }

    @Test
    void totalsOverOutcomesTermsAndClausesGiveNoPartAway() {
        // Two terms, two outcomes under two clauses each: eight cells are too many to try all, so four and four.
        attack(allNumbers(4, LARGEST_POSSIBLE), cells -> everyTotal(cells), cells(4));
    }

    private static Map<String, ToIntFunction<int[]>> cells(int number) {
        Map<String, ToIntFunction<int[]>> cells = new HashMap<>();
        for (int cell = 0; cell < number; cell++) {
            int index = cell;
            cells.put("cell " + cell, data -> data[index]);
        }
        return cells;
    }

    /** Every cell and every sum of cells: outcome, clause, year, trend, whatever somebody may ask for. */
    private static List<Answer> everyTotal(int[] cells) {
        List<Answer> answers = new ArrayList<>();
        for (int some = 1; some < 1 << cells.length; some++) {
            Span sum = Span.NONE;
            for (int cell = 0; cell < cells.length; cell++) {
                if ((some & 1 << cell) != 0) {
                    sum = sum.plus(Suppression.whole(cells[cell]));
                }
            }
            answers.add(new Answer("cells " + some, sum));
        }
        return answers;
    }

    @Test
    void howManyWereLateGivesAwayNeitherThemNorTheOthersNorTheTotal() {
        // Late and in time, of two outcomes.
        Map<String, ToIntFunction<int[]>> secrets = new HashMap<>();
        secrets.put("one", data -> data[0] + data[1]);
        secrets.put("other", data -> data[2] + data[3]);
        secrets.put("late", data -> data[0] + data[2]);
        secrets.put("in time", data -> data[1] + data[3]);

        attack(allNumbers(4, LARGEST_POSSIBLE), SuppressionTest::late, secrets);
    }

    private static List<Answer> late(int[] data) {
        Span one = Suppression.whole(data[0] + data[1]);
        Span other = Suppression.whole(data[2] + data[3]);
        Span total = one.plus(other);
        return List.of(
                new Answer("one", one),
                new Answer("other", other),
                new Answer("total", total),
                new Answer("late", Suppression.part(total, Suppression.whole(data[0] + data[2]))));
    }

    @Test
    void howManyWereAskedForGivesAwayNeitherTheOutcomesNorWhoWaits() {
        // Waiting before, two outcomes, waiting now: what was asked for follows from these.
        List<int[]> possible = allNumbers(4, LARGEST_POSSIBLE).stream()
                .filter(data -> data[1] + data[2] + data[3] - data[0] >= 0)
                .toList();

        attack(possible, SuppressionTest::flow, cells(4));
    }

    private static List<Answer> flow(int[] data) {
        Span before = Suppression.whole(data[0]);
        Span one = Suppression.whole(data[1]);
        Span other = Suppression.whole(data[2]);
        Span now = Suppression.whole(data[3]);
        return List.of(
                new Answer("before", before),
                new Answer("one", one),
                new Answer("other", other),
                new Answer("now", now),
                new Answer("asked", one.plus(other).plus(now).minus(before)));
    }

    @Test
    void theAttackerFindsWhatAnExactTotalGivesAway() {
        Function<int[], List<Answer>> naive = data -> List.of(
                new Answer("one", Suppression.whole(data[0])),
                new Answer("other", Suppression.whole(data[1])),
                new Answer("total", Span.exactly(data[0] + data[1])));
        List<int[]> possible = allNumbers(2, 9);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> attack(possible, naive, cells(2))))
                .isInstanceOf(AssertionError.class);
    }
}
