package modelscan.http.gateway;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set under the PID {@code modelscan.http.gateway}; the ports come from the launcher. */
@ObjectClassDefinition(name = "ModelScan HTTP", description = "The listeners for applications and administrators")
@interface Config {
    @AttributeDefinition(description = "Address of the listener for applications")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "Address of the management listener")
    String adminHost() default "127.0.0.1";

    @AttributeDefinition(description = "Names under which the management listener may be called, beside this machine's own")
    String[] adminNames() default {};

    @AttributeDefinition(description = "Largest request body on the listener for applications, in megabytes")
    int largestBody() default 100;

    @AttributeDefinition(description = "Largest request body on the management listener, in megabytes")
    int largestAdminBody() default 10;

    @AttributeDefinition(description = "Largest head of a request, in kilobytes")
    int largestHead() default 16;

    @AttributeDefinition(description = "Calls served at the same time; more are answered with 503")
    int calls() default 10_000;

    @AttributeDefinition(description = "Open connections; more wait until one is closed")
    int connections() default 20_000;

    @AttributeDefinition(description = "Seconds after which a silent connection is closed")
    int idleSeconds() default 120;

    @AttributeDefinition(description = "Seconds within which the head of a request must have come")
    int headSeconds() default 20;

    @AttributeDefinition(description = "Seconds a body may take, beside the time its size needs at the slowest rate")
    int bodySeconds() default 30;

    @AttributeDefinition(description = "Slowest rate at which a body may come, in kilobytes a second")
    int bodyRate() default 16;

    @AttributeDefinition(description = "Seconds that running calls get to finish when the listeners stop")
    int drainSeconds() default 10;
}
