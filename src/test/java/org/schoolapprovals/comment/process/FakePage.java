package org.schoolapprovals.comment.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.schoolapprovals.comment.CommentPage;
import org.springframework.context.annotation.Primary;

/** The page as the process sees it: what it was asked for, what everybody can see now, and answers to order. */
@Primary
final class FakePage implements CommentPage {

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Boolean> visible = Collections.synchronizedMap(new HashMap<>());
    private final Deque<Answer> answers = new ArrayDeque<>();
    private boolean connected;
    private Runnable duringCall;

    void opens() {
        calls.clear();
        visible.clear();
        answers.clear();
        connected = true;
        duringCall = () -> {};
    }

    void isNotConnected() {
        connected = false;
    }

    /** The next calls are answered like this, without being carried out. */
    void answers(Answer... next) {
        answers.addAll(List.of(next));
    }

    /** During the next call, before it takes effect on the page, this happens. */
    void duringNextCall(Runnable deed) {
        duringCall = deed;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** What everybody can see; a comment that nobody touched is visible. */
    boolean shows(String externalId) {
        return visible.getOrDefault(externalId, true);
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public Answer hide(String externalId) {
        return answer("hide", externalId, false);
    }

    @Override
    public Answer show(String externalId, String agreedText) {
        return answer("show", externalId, true);
    }

    @Override
    public Answer remove(String externalId) {
        return answer("remove", externalId, false);
    }

    @Override
    public Optional<Snapshot> snapshot(String externalId) {
        return Optional.of(new Snapshot("Sports day", "https://page.example/posts/1", Optional.empty()));
    }

    private Answer answer(String call, String externalId, boolean nowVisible) {
        calls.add(call);
        Runnable deed = duringCall;
        duringCall = () -> {};
        deed.run();
        Answer ordered = answers.poll();
        if (ordered != null) {
            return ordered;
        }
        visible.put(externalId, nowVisible);
        return new Answer.Done();
    }
}
