package modelscan.core.settings;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import modelscan.core.settings.sample.Receiver;
import org.apache.felix.cm.file.FilePersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.MetaTypeService;

/** A real framework with configuration admin, metatype, component runtime and the settings of a home. */
final class TestGateway {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final String SHARED = "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5.1,"
            + "org.osgi.service.component.runtime.dto;version=1.5.1,org.osgi.util.promise;version=1.3.0,"
            + "org.osgi.util.function;version=1.2.0,org.osgi.service.cm;version=1.6.1,org.osgi.service.metatype;version=1.4.1,"
            + "org.osgi.service.log;version=1.5.0,org.osgi.service.log.admin;version=1.0.0";

    final Path conf;
    private final Framework framework;
    private SettingsDirectory directory;

    TestGateway(Path home) throws IOException, BundleException {
        this.conf = Files.createDirectories(home.resolve("conf"));
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", home.resolve("data").toString());
        settings.put("org.osgi.framework.system.packages.extra", SHARED);
        settings.put("felix.log.level", "0");
        settings.put("felix.cm.loglevel", "0");
        settings.put("modelscan.home", home.toString());
        this.framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        for (Class<?> type : List.of(FilePersistenceManager.class, MetaDataReader.class, ScrInfo.class)) {
            context().installBundle(type.getProtectionDomain().getCodeSource().getLocation().toString()).start();
        }
    }

    TestGateway open(UnaryOperator<String> environment) {
        directory = new SettingsDirectory(context(), service(ConfigurationAdmin.class), service(MetaTypeService.class),
                new SecretFiles(conf.resolve("secrets"), environment));
        return this;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    List<String> problems() {
        return directory.problems();
    }

    void write(String file, String text) throws IOException {
        Path target = conf.resolve(file);
        Files.createDirectories(target.getParent());
        Path part = Files.writeString(target.resolveSibling(target.getFileName() + ".tmp"), text);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A bundle with one component that needs a configuration, and a description of its keys. */
    Bundle installReceiver(String pid) throws IOException, BundleException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "bundle.of." + pid);
        headers.putValue("Service-Component", "OSGI-INF/receiver.xml");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            put(jar, "OSGI-INF/receiver.xml", "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='receiver' "
                    + "immediate='true' configuration-policy='require' configuration-pid='" + pid + "'><implementation class='"
                    + Receiver.class.getName() + "'/><service><provide interface='java.lang.Runnable'/></service></scr:component>");
            put(jar, "OSGI-INF/metatype/receiver.xml", "<MetaData xmlns='http://www.osgi.org/xmlns/metatype/v1.3.0'>"
                    + "<OCD id='o' name='o'><AD id='url' type='String' required='false'/><AD id='key' type='String' required='false'/>"
                    + "<AD id='port' type='Integer' min='1' max='65535' required='false'/>"
                    + "<AD id='tags' type='String' cardinality='10' required='false'/>"
                    + "<AD id='mode' type='String' required='false'><Option value='a' label='a'/><Option value='b' label='b'/></AD>"
                    + "</OCD><Designate pid='" + pid + "' factoryPid='" + pid + "'><Object ocdref='o'/></Designate></MetaData>");
            String path = Receiver.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(path));
            try (InputStream type = Receiver.class.getClassLoader().getResourceAsStream(path)) {
                type.transferTo(jar);
            }
        }
        Bundle bundle = context().installBundle("test:" + pid, new ByteArrayInputStream(bytes.toByteArray()));
        bundle.start();
        return bundle;
    }

    /** What the component of this PID was given for a key. */
    Optional<Object> received(String pid, String key) {
        try {
            ServiceReference<?>[] found = context().getServiceReferences("java.lang.Runnable", "(service.pid=" + pid + ")");
            return found == null ? Optional.empty() : Arrays.stream(found).findFirst().map(one -> one.getProperty(key));
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    Optional<Configuration> configuration(String pid) {
        try {
            Configuration[] found = service(ConfigurationAdmin.class).listConfigurations("(service.pid=" + pid + ")");
            return found == null ? Optional.empty() : Arrays.stream(found).findFirst();
        } catch (IOException | InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    void await(String what, BooleanSupplier condition) {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what + "; problems are " + problems());
            }
            try {
                never.await(10, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    void close() throws BundleException, InterruptedException {
        if (directory != null) {
            directory.close();
        }
        framework.stop();
        framework.waitForStop(10_000);
    }

    private <S> S service(Class<S> kind) {
        return context().getService(context().getServiceReference(kind));
    }

    private static void put(JarOutputStream jar, String path, String text) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
