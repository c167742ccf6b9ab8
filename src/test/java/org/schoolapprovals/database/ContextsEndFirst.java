package org.schoolapprovals.database;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.context.ConfigurableApplicationContext;

/** Closes all applications when the last test has run: at the end of the JVM the database server would be gone before them. */
class ContextsEndFirst implements BeforeAllCallback {

    private static final List<ConfigurableApplicationContext> OPEN = new CopyOnWriteArrayList<>();

    static void remember(ConfigurableApplicationContext context) {
        OPEN.add(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(ContextsEndFirst.class)).getOrComputeIfAbsent("closer", key ->
                (ExtensionContext.Store.CloseableResource) () -> OPEN.forEach(ConfigurableApplicationContext::close));
    }
}
