package modelscan.launcher;

import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where log lines go: {@code logs/} of the home, as {@code conf/logback.xml} of the home or the distribution says. */
final class LogFiles implements FrameworkListener, AutoCloseable {
    private final Logger logger;

    private LogFiles(Logger logger) {
        this.logger = logger;
    }

    static LogFiles open(Home home, Distribution distribution) {
        Path own = home.conf().resolve("logback.xml");
        Path file = Files.exists(own) ? own : distribution.root().resolve("conf").resolve("logback.xml");
        System.setProperty("modelscan.logs", home.logs().toString());
        System.setProperty("logback.configurationFile", file.toString());
        return new LogFiles(LoggerFactory.getLogger("modelscan.framework"));
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            logger.error("{}", event.getBundle(), event.getThrowable());
        } else if (event.getType() == FrameworkEvent.WARNING) {
            logger.warn("{}", event.getBundle(), event.getThrowable());
        }
    }

    @Override
    public void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
