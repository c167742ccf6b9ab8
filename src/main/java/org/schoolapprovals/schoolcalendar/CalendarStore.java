package org.schoolapprovals.schoolcalendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the school calendar. */
@Repository
class CalendarStore {

    /** Whether a school year was checked; {@code by} is a user name. */
    record YearCheck(SchoolYear year, Optional<String> by, Optional<Instant> at) {}

    /** A row of the change log; {@code by} is a user name. */
    record Change(String what, String by, Instant at) {}

    private final JdbcClient jdbc;

    CalendarStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets one edit after the other happen, until the transaction ends; reading goes on meanwhile. */
    void lock() {
        jdbc.sql("lock table approvals.calendar_entry in share row exclusive mode")
                .update();
    }

    List<CalendarEntry> entries() {
        return jdbc.sql(
                        "select id, kind, name, first_day, last_day from approvals.calendar_entry order by first_day, last_day desc, id")
                .query(CalendarStore::toEntry)
                .list();
    }

    /** What stood at this moment: what the first change after it found, or what stands still. */
    List<CalendarEntry> entriesAt(Instant moment) {
        return jdbc.sql("""
                        with changed as (
                            select entries_before from approvals.calendar_change
                            where changed_at > :moment and entries_before is not null
                            order by id limit 1)
                        select entry.* from changed, jsonb_to_recordset(entries_before)
                            as entry (id bigint, kind text, name text, first_day date, last_day date)
                        union all
                        select id, kind, name, first_day, last_day from approvals.calendar_entry
                        where not exists (select from changed)
                        order by first_day, last_day desc, id
                        """)
                .param("moment", Timestamp.from(moment))
                .query(CalendarStore::toEntry)
                .list();
    }

    void add(CalendarEntry entry) {
        jdbc.sql(
                        "insert into approvals.calendar_entry (kind, name, first_day, last_day) values (:kind, :name, :first, :last)")
                .param("kind", entry.kind().id())
                .param("name", entry.name())
                .param("first", entry.firstDay())
                .param("last", entry.lastDay())
                .update();
    }

    void change(CalendarEntry entry) {
        jdbc.sql(
                        "update approvals.calendar_entry set name = :name, first_day = :first, last_day = :last where id = :id")
                .param("name", entry.name())
                .param("first", entry.firstDay())
                .param("last", entry.lastDay())
                .param("id", entry.id())
                .update();
    }

    void delete(CalendarEntry entry) {
        jdbc.sql("delete from approvals.calendar_entry where id = :id")
                .param("id", entry.id())
                .update();
    }

    List<YearCheck> yearChecks() {
        return jdbc.sql("select starts_in, checked_by, checked_at from approvals.calendar_year")
                .query((row, number) -> new YearCheck(
                        new SchoolYear(row.getInt("starts_in")),
                        Optional.ofNullable(row.getString("checked_by")),
                        Optional.ofNullable(row.getTimestamp("checked_at")).map(Timestamp::toInstant)))
                .list();
    }

    /** Notes that a waiting school year is checked; false where it is not waiting. */
    boolean markChecked(SchoolYear year, String by, Instant at) {
        return jdbc.sql(
                                "update approvals.calendar_year set checked_by = :by, checked_at = :at where starts_in = :year and checked_at is null")
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .param("year", year.startsIn())
                        .update()
                == 1;
    }

    /** What stands now, to be noted once it is changed. */
    String asItStands() {
        return jdbc.sql("""
                        select cast(coalesce(jsonb_agg(to_jsonb(entry)), '[]') as text) from approvals.calendar_entry entry
                        """).query(String.class).single();
    }

    /** @param before as {@link #asItStands} gave it before the change */
    void note(String what, String before, String by, Instant at) {
        jdbc.sql("""
                        insert into approvals.calendar_change (what, entries_before, changed_by, changed_at)
                        values (:what, cast(:before as jsonb), :by, approvals.recorded_at(:at))
                        """)
                .param("what", what)
                .param("before", before)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    List<Change> latestChanges(int most) {
        return jdbc.sql(
                        "select what, changed_by, changed_at from approvals.calendar_change order by id desc limit :most")
                .param("most", most)
                .query((row, number) -> new Change(
                        row.getString("what"),
                        row.getString("changed_by"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    private static CalendarEntry toEntry(ResultSet row, int number) throws SQLException {
        return new CalendarEntry(
                row.getLong("id"),
                EntryKind.ofId(row.getString("kind")).orElseThrow(),
                row.getString("name"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class));
    }
}
