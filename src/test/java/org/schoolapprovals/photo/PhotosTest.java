package org.schoolapprovals.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of photographs, on a real PostgreSQL. */
@SpringJUnitConfig
class PhotosTest {

    private static final Instant START = Instant.parse("2027-05-04T09:00:00Z");
    private static final Map<String, Set<Role>> PEOPLE = Map.of(
            "teacher", Set.of(Role.STAFF),
            "assistant", Set.of(Role.STAFF),
            "office", Set.of(Role.STAFF, Role.OFFICE),
            "editor", Set.of(Role.STAFF, Role.SOCIAL_MEDIA),
            "head", Set.of(Role.STAFF, Role.HEAD_TEACHER),
            "deputy", Set.of(Role.STAFF, Role.DEPUTY_HEAD),
            "governor", Set.of(Role.GOVERNORS),
            "admin", Set.of(Role.ADMINISTRATOR));
    private static final byte[] PHOTO = photo();

    private static Instant now = START;

    @Configuration
    @EnableTransactionManagement
    @Import({PhotoConfiguration.class, Photos.class, PhotoStore.class, DatabaseStorage.class})
    static class Application {

        @Bean
        DataSource dataSource() {
            return TestDatabase.migrated().dataSource();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        Clock clock() {
            return new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }

        @Bean
        People people() {
            return new People() {
                @Override
                public Optional<Person> find(String userId) {
                    return Optional.ofNullable(PEOPLE.get(userId)).map(roles -> new Person(userId, userId, roles));
                }

                @Override
                public List<Person> with(Role role) {
                    return List.of();
                }

                @Override
                public Optional<String> emailOf(String userId) {
                    return Optional.empty();
                }

                @Override
                public Optional<Person> withEmail(String address) {
                    return Optional.empty();
                }
            };
        }
    }

    @Autowired
    private Photos photos;

    @Autowired
    private JdbcClient jdbc;

    private final UUID submission = UUID.randomUUID();

    @BeforeEach
    void begin() {
        now = START;
        jdbc.sql("delete from approvals.photo").update();
    }

    @Test
    void a_photograph_is_kept_as_it_was_cleaned_and_told() {
        PhotoInfo sent = upload("teacher");

        assertThat(photos.content(sent.id())).hasSize(sent.size());
        photos.attach(submission, "teacher", List.of(sent.id()));
        assertThat(photos.of(submission)).containsExactly(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"governor", "admin", "nobody"})
    void only_staff_upload(String person) {
        assertThatThrownBy(() -> upload(person)).isInstanceOf(NotAllowedException.class);
        assertThat(kept()).isZero();
    }

    @Test
    void until_it_is_sent_a_photograph_is_its_uploaders_alone() {
        UUID id = upload("teacher").id();

        assertThat(photos.read("teacher", id)).isNotEmpty();
        for (String other : List.of("assistant", "office", "editor", "head", "deputy", "governor", "admin", "nobody")) {
            assertHidden(other, id);
        }
    }

    @Test
    void once_it_is_sent_those_who_clear_it_see_it_as_well_and_nobody_else() {
        UUID id = upload("teacher").id();
        photos.attach(submission, "teacher", List.of(id));

        for (String entitled : List.of("teacher", "editor", "head", "deputy")) {
            assertThat(photos.read(entitled, id)).isNotEmpty();
        }
        for (String other : List.of("assistant", "office", "governor", "admin", "nobody")) {
            assertHidden(other, id);
        }
    }

    private void assertHidden(String person, UUID id) {
        String unknown = catchMessage(person, UUID.randomUUID());
        assertThat(catchMessage(person, id)).isEqualTo(unknown).isEqualTo(Photos.NOT_YOURS);
    }

    private String catchMessage(String person, UUID id) {
        try {
            photos.read(person, id);
            return "shown";
        } catch (NotAllowedException hidden) {
            return hidden.getMessage();
        }
    }

    @Test
    void a_submission_has_the_photographs_of_its_last_form_in_their_order() {
        List<UUID> three =
                Stream.generate(() -> upload("teacher").id()).limit(3).toList();
        photos.attach(submission, "teacher", three);
        UUID fourth = upload("teacher").id();

        photos.attach(submission, "teacher", List.of(fourth, three.get(2), three.get(0)));

        assertThat(photos.of(submission)).extracting(PhotoInfo::id).containsExactly(fourth, three.get(2), three.get(0));
        assertThat(kept()).isEqualTo(3);
        assertHidden("teacher", three.get(1));
    }

    @Test
    void nobody_sends_photographs_of_another_or_of_another_submission_or_none_or_too_many() {
        UUID mine = upload("teacher").id();
        UUID theirs = upload("assistant").id();
        UUID used = upload("teacher").id();
        photos.attach(UUID.randomUUID(), "teacher", List.of(used));

        for (UUID wrong : List.of(theirs, used, UUID.randomUUID())) {
            assertThatThrownBy(() -> photos.attach(submission, "teacher", List.of(mine, wrong)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("upload them again");
        }
        assertThatThrownBy(() -> photos.attach(submission, "teacher", List.of()))
                .hasMessageContaining("at least one");
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(21).toList();
        assertThatThrownBy(() -> photos.attach(submission, "teacher", many)).hasMessageContaining("no more than 20");
        assertThat(photos.of(submission)).isEmpty();
        photos.attach(submission, "teacher", new ArrayList<>(Collections.nCopies(30, mine)));
        assertThat(photos.of(submission)).hasSize(1);
    }

    @Test
    void what_no_form_was_sent_with_goes_after_an_hour_and_nothing_else() {
        UUID sent = upload("teacher").id();
        photos.attach(submission, "teacher", List.of(sent));
        UUID abandoned = upload("teacher").id();
        now = START.plus(Duration.ofMinutes(30));
        UUID later = upload("teacher").id();

        now = START.plus(Duration.ofMinutes(61));
        photos.deleteAbandoned();

        assertHidden("teacher", abandoned);
        assertThat(photos.read("teacher", later)).isNotEmpty();
        assertThat(photos.read("teacher", sent)).isNotEmpty();
        assertThat(contents()).isEqualTo(2);
    }

    @Test
    void nobody_hoards_photographs_that_are_in_no_form() {
        for (int i = 0; i < Photos.MOST_UNATTACHED; i++) {
            upload("teacher");
        }

        assertThatThrownBy(() -> upload("teacher")).isInstanceOf(RefusedException.class);
        assertThat(kept()).isEqualTo(Photos.MOST_UNATTACHED);
        upload("assistant");
    }

    @Test
    void an_upload_that_breaks_off_or_is_refused_leaves_nothing_behind() {
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> photos.upload("teacher", breaking)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> photos.upload("teacher", new ByteArrayInputStream(new byte[] {1, 2, 3})))
                .isInstanceOf(RefusedException.class);
        assertThat(kept()).isZero();
        upload("teacher");
    }

    @Test
    void a_submission_loses_all_its_photographs_at_once() {
        photos.attach(
                submission,
                "teacher",
                List.of(upload("teacher").id(), upload("teacher").id()));

        photos.delete(submission);
        photos.delete(submission);

        assertThat(kept() + contents()).isZero();
    }

    @Test
    void the_database_lets_no_photograph_become_another_or_change_its_submission() {
        UUID id = upload("teacher").id();
        photos.attach(submission, "teacher", List.of(id));

        for (String change : List.of(
                "update approvals.photo set uploader = 'editor'",
                "update approvals.photo set sha256 = repeat('0', 64)",
                "update approvals.photo set submission_id = gen_random_uuid()",
                "update approvals.photo_content set jpeg = '\\xffd8ff00'")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("stays as it is");
        }
    }

    private PhotoInfo upload(String userId) {
        try {
            return photos.upload(userId, new ByteArrayInputStream(PHOTO));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int kept() {
        return jdbc.sql("select count(*) from approvals.photo")
                .query(Integer.class)
                .single();
    }

    private int contents() {
        return jdbc.sql("select count(*) from approvals.photo_content")
                .query(Integer.class)
                .single();
    }

    private static byte[] photo() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
