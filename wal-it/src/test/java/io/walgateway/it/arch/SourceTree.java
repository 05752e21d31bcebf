package io.walgateway.it.arch;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * One source file, as far as the house is measured by it.
 *
 * @param module       the folder above {@code src}
 * @param packageName  of all its types
 * @param name         of the file, without its ending
 * @param names        simple names that it uses
 * @param words        identifiers and texts
 * @param methods      the lines of each method's body
 * @param constructors the parameters of each constructor that takes the most; a record's components count
 */
record SourceTree(
        String module,
        String packageName,
        String name,
        Set<String> names,
        Set<String> words,
        Map<String, Integer> methods,
        Map<String, Integer> constructors) {

    /** Parses files; none of them is compiled. */
    static List<SourceTree> parse(Path root, List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, _ -> {}, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> of(root, unit, positions))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String qualified() {
        return packageName + "." + name;
    }

    private static SourceTree of(Path root, CompilationUnitTree unit, SourcePositions positions) {
        Path file = root.relativize(Path.of(unit.getSourceFile().toUri()));
        SourceTree tree = new SourceTree(
                file.toString().replaceFirst("/src/.*", ""),
                Objects.requireNonNull(unit.getPackageName()).toString(),
                file.getFileName().toString().replaceFirst("\\.java$", ""),
                new HashSet<>(),
                new HashSet<>(),
                new HashMap<>(),
                new HashMap<>());
        new Scanner(tree, unit, positions).scan(unit.getTypeDecls(), null);
        return tree;
    }

    private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final SourceTree tree;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Scanner(SourceTree tree, CompilationUnitTree unit, SourcePositions positions) {
            this.tree = tree;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void nothing) {
            tree.names().add(identifier.getName().toString());
            tree.words().add(identifier.getName().toString());
            return super.visitIdentifier(identifier, null);
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree selected, @Nullable Void nothing) {
            tree.words().add(selected.getIdentifier().toString());
            return super.visitMemberSelect(selected, null);
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            if (literal.getKind() == Tree.Kind.STRING_LITERAL) {
                tree.words().add(String.valueOf(literal.getValue()));
            }
            return super.visitLiteral(literal, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            tree.words().add(variable.getName().toString());
            return super.visitVariable(variable, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            tree.words().add(method.getName().toString());
            if (method.getBody() != null && positions.getStartPosition(unit, method.getBody()) >= 0) {
                tree.methods()
                        .merge(
                                method.getName().toString(),
                                (int) (line(positions.getEndPosition(unit, method.getBody()))
                                        - line(positions.getStartPosition(unit, method.getBody()))
                                        + 1),
                                Math::max);
            }
            if (method.getName().contentEquals("<init>")) {
                tree.constructors().merge(tree.name(), method.getParameters().size(), Math::max);
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            tree.words().add(type.getSimpleName().toString());
            if (type.getKind() == Tree.Kind.RECORD) {
                int components = (int) type.getMembers().stream()
                        .filter(member -> member instanceof VariableTree field
                                && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .count();
                tree.constructors().merge(type.getSimpleName().toString(), components, Math::max);
            }
            return super.visitClass(type, null);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
