package org.schoolapprovals.textcheck;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the lists. */
@Repository
class TextListStore {

    /** A row of the change log; {@code by} is a user name. */
    record Change(ListKind kind, String what, String by, Instant at) {}

    private final JdbcClient jdbc;

    TextListStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<ListKind, Long> versions() {
        return numbers("select id, version from approvals.text_list");
    }

    Map<ListKind, Long> sizes() {
        return numbers("""
                select list.id, count(entry.entry)
                from approvals.text_list list left join approvals.text_list_entry entry on entry.list = list.id
                group by list.id""");
    }

    /** The version of a list, for whoever is about to change it: nobody else does until the transaction ends. */
    long lock(ListKind kind) {
        return jdbc.sql("select version from approvals.text_list where id = :list for update")
                .param("list", kind.id())
                .query(Long.class)
                .single();
    }

    List<String> entries(ListKind kind) {
        return jdbc.sql("select entry from approvals.text_list_entry where list = :list order by lower(entry), entry")
                .param("list", kind.id())
                .query(String.class)
                .list();
    }

    void change(ListKind kind, Collection<String> added, Collection<String> removed) {
        jdbc.sql("delete from approvals.text_list_entry where list = :list and entry = any(:removed)")
                .param("list", kind.id())
                .param("removed", removed.toArray(String[]::new))
                .update();
        jdbc.sql("insert into approvals.text_list_entry (list, entry) select :list, unnest(cast(:added as text[]))")
                .param("list", kind.id())
                .param("added", added.toArray(String[]::new))
                .update();
        jdbc.sql("update approvals.text_list set version = version + 1 where id = :list")
                .param("list", kind.id())
                .update();
    }

    void note(ListKind kind, String what, String by, Instant at) {
        jdbc.sql("""
                        insert into approvals.text_list_change (list, what, changed_by, changed_at)
                        values (:list, :what, :by, :at)""")
                .param("list", kind.id())
                .param("what", what)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    List<Change> latestChanges(int most) {
        return jdbc.sql("""
                        select list, what, changed_by, changed_at from approvals.text_list_change
                        order by id desc limit :most""")
                .param("most", most)
                .query((row, number) -> new Change(
                        kind(row.getString("list")),
                        row.getString("what"),
                        row.getString("changed_by"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    private Map<ListKind, Long> numbers(String sql) {
        Map<ListKind, Long> numbers = new EnumMap<>(ListKind.class);
        jdbc.sql(sql)
                .query((row, number) -> numbers.put(kind(row.getString(1)), row.getLong(2)))
                .list();
        return numbers;
    }

    private static ListKind kind(String id) {
        return ListKind.of(id).orElseThrow();
    }
}
