package modelscan.launcher;

import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where log lines go: {@code logs/} of the home, as its {@code conf/logback.xml} says, or {@link LogSettings}. */
final class LogFiles implements FrameworkListener, AutoCloseable {
    private final Logger logger;

    private LogFiles(Logger logger) {
        this.logger = logger;
    }

    static LogFiles open(Home home) {
        Path own = home.conf().resolve("logback.xml");
        System.setProperty(LogSettings.FOLDER, home.logs().toString());
        if (Files.exists(own)) {
            System.setProperty("logback.configurationFile", own.toString());
        }
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
