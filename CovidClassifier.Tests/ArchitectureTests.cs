using CovidClassifier.Foundation;
using CovidClassifier.Tests.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CovidClassifier.Tests;

/// <summary>How the library's folders may know each other: over the types that code names, sub-folders and the root included.</summary>
public sealed class ArchitectureTests
{
    private static readonly Floors Floors = Floors.Read();

    private static LibrarySource Library => LibrarySource.Library;

    [Test]
    public void Library_EveryFolder_HasAFloor() => Assert.That(
        Library.Files.Select(f => LibrarySource.FolderOf(f.Path)).Distinct().Where(f => Floors.Of(f) is null), Is.Empty,
            "a new folder needs its place in Architecture/floors.txt");

    [Test]
    public void Arrows_BetweenFloors_PointDown() => Assert.That(Library.Mentions.Where(m => !Floors.Allow(m)), Is.Empty);

    [Test]
    public void Arrows_BetweenAllFolders_MakeNoCircle() => Assert.That(
        Circles.Of(Library.Mentions.Select(m => (m.Folder, m.Home))).Select(c => string.Join(", ", c)), Is.Empty);


    [Test]
    public void Types_InSeveralFiles_StandInOneFolder() => Assert.That(
        Library.Types.Where(t => LibrarySource.HomesOf(t).Length > 1).Select(t => $"{t.Name}: {string.Join(", ", LibrarySource.HomesOf(t))}"), Is.Empty);

    [Test]
    public void Types_ThatArePublic_StandInTheOneNamespace_OthersInTheirFolders() => Assert.That(
        Library.Types.Where(t => t.ContainingNamespace.ToDisplayString() != SpaceOf(t))
            .Select(t => $"{t.ContainingNamespace}.{t.Name} belongs in {SpaceOf(t)}"), Is.Empty);

    [Test]
    public void Root_HoldsTheTwoDoorsAlone() => Assert.That(
        Library.Types.Where(t => LibrarySource.HomesOf(t).Contains(LibrarySource.Root)).Select(t => t.Name),
            Is.EqualTo(new[] { nameof(CovidModel), nameof(CovidModelBuilder) }));

    /// <summary>See <see cref="AllCores"/>: without a limit, long work has more and more threads, and more and more memory.</summary>
    [Test]
    public void Loops_OnManyThreads_SayHowManyAtMost() => Assert.That(
        Library.Files.SelectMany(f => f.Tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression.ToString() is "Parallel.For" or "Parallel.ForEach" or "Parallel.Invoke" && !IsLimited(call))
            .Select(call => $"{f.Path}: {call.Expression}({call.ArgumentList.Arguments[0]}, ...)")), Is.Empty);

    [Test]
    public void Builder_IsKnownToItselfAlone() =>
        Assert.That(FilesThatName(nameof(CovidModelBuilder)).Where(f => !f.StartsWith(nameof(CovidModelBuilder), StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void DataViews_StayInTheirTwoRooms() => Assert.That(
        FilesThatName("IDataView").Where(f => LibrarySource.FolderOf(f) is not ("Packaging/MlNet" or "Learning/Heads")), Is.Empty);

    [Test]
    public void Library_NeverWritesToAConsole() => Assert.That(FilesThatName("Console"), Is.Empty);

    private static string SpaceOf(INamedTypeSymbol type)
    {
        string home = LibrarySource.HomesOf(type)[0];
        return type.DeclaredAccessibility == Accessibility.Public
            || home == LibrarySource.Root ? "CovidClassifier" : "CovidClassifier." + home.Replace('/', '.');
    }

    // not in namespaces and usings: code
    private static IEnumerable<string> FilesThatName(string name) =>
        from file in Library.Files
        where file.Tree.GetRoot().DescendantNodes(n => n is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == name)
        select file.Path;

    private static bool IsLimited(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(a => IsLimit(a.Expression) || (a.Expression is IdentifierNameSyntax name && call.SyntaxTree.GetRoot().DescendantNodes()
            .Any(node => node is VariableDeclaratorSyntax variable && variable.Identifier.ValueText == name.Identifier.ValueText && Says(variable.Initializer)
                || node is AssignmentExpressionSyntax assignment && assignment.Left.ToString() == name.ToString() && IsLimit(assignment.Right))));

    private static bool Says(EqualsValueClauseSyntax? initializer) => initializer is not null && IsLimit(initializer.Value);

    private static bool IsLimit(ExpressionSyntax options) =>
        options.ToString() is var text && (text.StartsWith($"{nameof(AllCores)}.", StringComparison.Ordinal)
            || text.Contains(nameof(ParallelOptions.MaxDegreeOfParallelism), StringComparison.Ordinal));
}
