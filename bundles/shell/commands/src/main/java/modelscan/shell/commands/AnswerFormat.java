package modelscan.shell.commands;

import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Paper;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Component;

/** Tells Gogo what an answer looks like inside a pipe. */
@Component(property = Converter.CONVERTER_CLASSES + "=modelscan.shell.commands.answer.Answer")
public final class AnswerFormat implements Converter {

    @Override
    public Object convert(Class<?> desired, Object from) {
        return desired == String.class && from instanceof Answer answer ? answer.text(Paper.ENDLESS) : null;
    }

    @Override
    public CharSequence format(Object target, int level, Converter escape) {
        return target instanceof Answer answer ? answer.text(Paper.ENDLESS) : null;
    }
}
