package org.schoolapprovals.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.PageComment;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.schoolcalendar.SchoolStaff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** On the real database; the feature behind it misbehaves to order. */
class PageWorkerTest {

    private static final HikariDataSource DATABASE = pool(TestDatabase.migrated());

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final Comments comments = mock(Comments.class);
    private final Notices notices = mock(Notices.class);
    private final Ticking clock = new Ticking();
    private final Inbox inbox = new Inbox(jdbc);
    private final Webhook webhook = spy(new Webhook(Page.at("https://graph.example"), inbox, clock));
    private final PageWorker worker = worker();

    private static HikariDataSource pool(TestDatabase database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setMaximumPoolSize(4);
        return pool;
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void begin() {
        jdbc.sql("truncate approvals.facebook_delivery, approvals.facebook_change, approvals.facebook_poll")
                .update();
    }

    private PageWorker worker() {
        return new PageWorker(
                inbox,
                webhook,
                comments,
                new PageNotices(notices, new SchoolStaff()),
                new TransactionTemplate(new DataSourceTransactionManager(DATABASE)),
                clock);
    }

    /** A clock that stands still until it is set. */
    private static final class Ticking extends Clock {

        private Instant now = Page.NOW;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void send(String... values) {
        byte[] body = List.of(values).stream()
                .map(value -> "{\"field\": \"feed\", \"value\": {\"item\": \"comment\", " + value + "}}")
                .collect(Collectors.joining(", ", "{\"entry\": [{\"id\": \"4711\", \"changes\": [", "]}]}"))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(webhook.receive(body, "sha256=" + HexFormat.of().formatHex(Hmac.of(Page.SECRET, body))))
                .isTrue();
    }

    private static String added(String id) {
        return "\"verb\": \"add\", \"comment_id\": \"%s\", \"message\": \"Text of %s\"".formatted(id, id);
    }

    private static PageComment comment(String id) {
        return argThat(comment -> comment != null && comment.externalId().equals(id));
    }

    private long left(String condition) {
        return jdbc.sql("select count(*) from approvals.facebook_change where " + condition)
                .query(Long.class)
                .single();
    }

    @Test
    void what_the_page_sent_is_told_in_its_order_and_nothing_of_it_is_kept() {
        send(
                added("1_1"),
                "\"verb\": \"edited\", \"comment_id\": \"1_1\", \"message\": \"New\", \"created_time\": 1803891600",
                "\"verb\": \"remove\", \"comment_id\": \"1_1\"");

        worker.run();

        InOrder order = inOrder(comments);
        order.verify(comments).arrived(comment("1_1"), any());
        order.verify(comments)
                .edited(argThat(comment -> comment.text().equals("New")), eq(Instant.ofEpochSecond(1803891600)));
        order.verify(comments).removed("1_1", Page.NOW);
        assertThat(left("true")).isZero();
        assertThat(jdbc.sql("select count(*) from approvals.facebook_delivery where body is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void what_is_sent_again_is_told_once() {
        send(added("1_1"));
        worker.run();
        send(added("1_1"));
        worker.run();

        verify(comments, times(1)).arrived(any(), any());
    }

    @Test
    void a_thousand_changes_in_one_delivery_are_told_one_by_one() {
        Set<String> told = ConcurrentHashMap.newKeySet();
        doAnswer(call -> told.add(call.<PageComment>getArgument(0).externalId()))
                .when(comments)
                .arrived(any(), any());
        send(IntStream.range(0, 1_000).mapToObj(number -> added("1_" + number)).toArray(String[]::new));

        worker.run();

        assertThat(told).hasSize(1_000);
        verify(comments, times(1_000)).arrived(any(), any());
        assertThat(left("true")).isZero();
    }

    @Test
    void a_change_that_fails_holds_up_no_other_and_is_tried_again_later_and_later() {
        doThrow(new IllegalStateException("Not now")).when(comments).arrived(comment("1_1"), any());
        send(added("1_1"), added("1_2"));

        worker.run();
        worker.run();
        verify(comments, times(1)).arrived(comment("1_1"), any());
        verify(comments, times(1)).arrived(comment("1_2"), any());

        clock.pass(Duration.ofSeconds(10));
        worker.run();
        verify(comments, times(2)).arrived(comment("1_1"), any());

        clock.pass(Duration.ofSeconds(19));
        worker.run();
        verify(comments, times(2)).arrived(comment("1_1"), any());

        mend();
        clock.pass(Duration.ofSeconds(1));
        worker.run();
        assertThat(left("true")).isZero();
        verify(notices, never()).tell(any());
    }

    private void mend() {
        reset(comments);
    }

    @Test
    void a_change_that_fails_for_hours_is_left_for_people_who_are_told() {
        doThrow(new IllegalStateException("Never")).when(comments).arrived(any(), any());
        send(added("1_1"));

        for (int attempt = 0; attempt < 20; attempt++) {
            worker.run();
            clock.pass(Duration.ofHours(1));
        }

        verify(comments, times(12)).arrived(any(), any());
        assertThat(left("due is null and attempts = 12")).isOne();
        verify(notices, times(1)).tell(argThat(this::isForTheRightPeopleWithoutTheText));
    }

    private boolean isForTheRightPeopleWithoutTheText(Notice notice) {
        return notice.kind() == Notice.Kind.PROBLEM
                && notice.people().equals(Set.of("social-media", "camunda-admin"))
                && !notice.sentence().contains("Text of");
    }

    @Test
    void what_failed_leaves_nothing_half_done() {
        doAnswer(call -> {
                    jdbc.sql("insert into approvals.facebook_poll values ('half', now(), now(), '')")
                            .update();
                    throw new IllegalStateException("After the first half");
                })
                .when(comments)
                .arrived(any(), any());
        send(added("1_1"));

        worker.run();

        assertThat(jdbc.sql("select count(*) from approvals.facebook_poll")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void several_workers_share_the_work_and_do_nothing_twice() throws Exception {
        List<String> told = new ArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        doAnswer(call -> {
                    both.countDown();
                    assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
                    synchronized (told) {
                        return told.add(call.<String>getArgument(0));
                    }
                })
                .when(comments)
                .removed(any(), any());
        IntStream.range(0, 50)
                .mapToObj(number -> PageChange.removed("1_" + number, Page.NOW))
                .forEach(change -> inbox.add(change, Page.NOW));

        Thread other = new Thread(worker()::run);
        other.start();
        worker.run();
        other.join();

        assertThat(told).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void a_delivery_that_cannot_be_taken_apart_holds_up_no_other() {
        send(added("1_1"));
        send(added("1_2"));
        doThrow(new IllegalStateException("Torn"))
                .doCallRealMethod()
                .when(webhook)
                .changes(any(), any());

        worker.run();
        verify(comments, never()).arrived(comment("1_1"), any());
        verify(comments).arrived(comment("1_2"), any());

        clock.pass(Duration.ofSeconds(10));
        worker.run();
        verify(comments).arrived(comment("1_1"), any());
    }

    @Test
    void what_is_no_json_is_put_aside() {
        byte[] body = "no json".getBytes(StandardCharsets.UTF_8);
        inbox.keep(new byte[32], body, clock.instant());
        send(added("1_1"));

        worker.run();

        verify(comments).arrived(comment("1_1"), any());
    }

    @Test
    void after_a_month_all_traces_are_forgotten() {
        doThrow(new IllegalStateException("Never")).when(comments).arrived(any(), any());
        send(added("1_1"));
        for (int attempt = 0; attempt < 12; attempt++) {
            worker.run();
            clock.pass(Duration.ofHours(1));
        }

        inbox.forget(Page.NOW);
        assertThat(left("true")).isOne();
        inbox.forget(Page.NOW.plusMillis(1));

        assertThat(left("true")).isZero();
        assertThat(jdbc.sql("select count(*) from approvals.facebook_delivery")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
