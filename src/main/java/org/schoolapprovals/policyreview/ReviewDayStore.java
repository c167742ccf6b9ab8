package org.schoolapprovals.policyreview;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of days that the head teacher chose. */
@Repository
class ReviewDayStore {

    private final JdbcClient jdbc;

    ReviewDayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LocalDate> chosen(Term term) {
        return jdbc.sql(
                        "select day from approvals.policy_review_day where day between :first and :last order by day limit 1")
                .param("first", term.firstDay())
                .param("last", term.lastDay())
                .query(LocalDate.class)
                .optional();
    }

    void forget(Term term) {
        jdbc.sql("delete from approvals.policy_review_day where day between :first and :last")
                .param("first", term.firstDay())
                .param("last", term.lastDay())
                .update();
    }

    void choose(LocalDate day, String userId, Instant now) {
        jdbc.sql("insert into approvals.policy_review_day (day, set_by, set_at) values (:day, :by, :at)")
                .param("day", day)
                .param("by", userId)
                .param("at", Timestamp.from(now))
                .update();
    }
}
