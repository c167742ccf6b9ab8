package org.schoolapprovals.engine;

import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.spring.boot.starter.configuration.CamundaDeploymentConfiguration;
import org.schoolapprovals.people.People;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** How the engine is set up in this application, on top of what its Spring Boot starter does. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    Clock clock() {
        return new EngineClock();
    }

    @Bean
    CamundaDeploymentConfiguration deployment() {
        return new BareNames();
    }

    @Bean
    People people(IdentityService identityService) {
        return new EnginePeople(identityService);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ProcessEnginePlugin schoolEnginePlugin(ObjectProvider<TaskNotices> taskNotices) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                HistoryWithoutValues history = new HistoryWithoutValues();
                engine.setCustomHistoryLevels(List.of(history));
                engine.setHistory(history.getName());
                // The default has no room for a hyphen, a full stop or an e-mail address as user name.
                engine.setGeneralResourceWhitelistPattern("[a-zA-Z0-9._@-]+");
                // Whoever has a task may work on it, but not rewrite its variables, its dates or whom it is offered to.
                engine.setDefaultUserPermissionNameForTask("TASK_WORK");
                engine.setResourceAuthorizationProvider(new SchoolAuthorizationProvider());
                engine.setPasswordEncryptor(new SlowPasswordHash());
                // Guesses are throttled at the sign-in page; a lock in here would let anybody shut the head teacher
                // out.
                engine.setLoginMaxAttempts(Integer.MAX_VALUE);
                engine.setLoginDelayMaxTime(0);
                engine.setCustomPreCommandInterceptorsTxRequired(List.of(new RefusalInterceptor()));
                engine.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new RefusalInterceptor()));
                // Whoever called is told, and logs what is worth it; the engine would log every refusal as an error.
                engine.setEnableCmdExceptionLogging(false);
                engine.setFilterService(new QueueService());
                engine.setTaskService(new ReturnableTasks());
                // Whatever class somebody names in a variable, nothing but Java's own collections is made of it.
                engine.setDeserializationTypeValidationEnabled(true);
                engine.setCustomPreBPMNParseListeners(
                        List.of(new OfferedTasksOnly(), new ToldTasks(taskNotices::getObject)));
            }
        };
    }
}
