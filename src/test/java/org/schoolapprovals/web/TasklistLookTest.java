package org.schoolapprovals.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** Tasklist takes the first file of a name on the classpath, and both of these come with its own jar too. */
class TasklistLookTest {

    private static final String TASKLIST = "META-INF/resources/webjars/camunda/app/tasklist/";

    @ParameterizedTest
    @CsvSource({
        "styles/user-styles.css, Tasklist in the school's colours",
        "scripts/config.js, scripts/school/tasklist",
        "scripts/school/tasklist.js, cam.tasklist.custom"
    })
    void tasklistIsGivenTheFileOfTheSchool(String file, String ours) throws IOException {
        assertThat(new ClassPathResource(TASKLIST + file).getContentAsString(StandardCharsets.UTF_8))
                .contains(ours);
    }

    /** Without this the test above would also pass if the engine's jar had moved its files elsewhere. */
    @ParameterizedTest
    @CsvSource({"styles/user-styles.css", "scripts/config.js"})
    void theFileOfTheEngineIsOnTheClasspathToo(String file) {
        assertThat(getClass().getClassLoader().resources(TASKLIST + file)).hasSize(2);
    }
}
