package org.schoolapprovals.channel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.web.PagesTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a mail to the staff account to the task of whoever has to agree it, in the whole application. */
@PagesTest
class MailStoryTest {

    private static final String MAIL = """
            From: Class Teacher <Teacher@School.example>
            Message-ID: <1@school.example>
            Subject: For the page
            Content-Type: text/html; charset=utf-8

            <p>What a <b>fair</b>! <script>alert(1)</script>\u0000</p>
            """;

    @Autowired
    private Comments comments;

    @Autowired
    private MailboxState state;

    @Autowired
    private Accounts accounts;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService processes;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP));

    private GreenMailUser account;

    @BeforeEach
    void anEmptyMailbox() {
        accounts.enterEmail("teacher", "teacher@school.example");
        server.start();
        account = server.setUser("comments@school.example", "comments", "secret");
    }

    @AfterEach
    void theServerEnds() {
        server.stop();
        processes
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()
                .forEach(instance -> processes.deleteProcessInstance(instance.getId(), "The test is over"));
    }

    private void arrives(String mail) throws MessagingException {
        account.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
        new MailboxRounds(
                        new MailboxSettings(true, "localhost", server.getImap().getPort(), false, "comments", "secret"),
                        state,
                        comments::mailed,
                        clock)
                .round();
    }

    private List<Map<String, Object>> requests() {
        return jdbc.sql("select text, state, requester from approvals.comment where road = 'MAILBOX'")
                .query()
                .listOfRows();
    }

    @Test
    void a_mail_is_one_request_that_waits_for_those_who_review_and_is_told_to_them() throws Exception {
        arrives(MAIL);
        arrives(MAIL);

        assertThat(requests()).hasSize(1);
        assertThat(requests().get(0))
                .containsEntry("text", "What a fair!")
                .containsEntry("state", "WAITING")
                .containsEntry("requester", "teacher");
        List<Task> waiting =
                tasks.createTaskQuery().taskCandidateGroup("social-media").list();
        assertThat(waiting).extracting(Task::getTaskDefinitionKey).containsExactly("Task_ReviewComment");
        String told = jdbc.sql(
                        "select subject || sentence from approvals.notice where task_id = :task and person = 'editor'")
                .param("task", waiting.get(0).getId())
                .query(String.class)
                .single();
        assertThat(told).startsWith("To do: ").doesNotContain("fair").doesNotContain("Class Teacher");
        assertThat(server.getManagers()
                        .getImapHostManager()
                        .getFolder(account, StaffMailbox.PROCESSED)
                        .getMessageCount())
                .isEqualTo(2);
    }
}
