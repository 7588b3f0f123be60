using CovidClassifier.Foundation;

namespace CovidClassifier.Console.Scores;

/// <summary>
/// The file that <c>covid predict</c> writes scores to: whole at the end or not at all, with a <see cref="ScoreJournal"/> beside it until then.
/// </summary>
/// <param name="Path">Where it will be.</param>
/// <param name="Format">By its name.</param>
/// <param name="IsResumed">Whether to go on with what an earlier run left.</param>
internal sealed record ScoreFile(string Path, IScoreFormat Format, bool IsResumed)
{
    /// <summary>True where an earlier run was to be gone on with and has left nothing but the whole file.</summary>
    public bool IsComplete => IsResumed && !File.Exists(ScoreJournal.PathOf(Path)) && File.Exists(Path);

    /// <exception cref="UsageException">An unfinished run lies there and is not to be gone on with, or cannot be.</exception>
    public ScoreJournal OpenJournal(JournalHead head)
    {
        string journal = ScoreJournal.PathOf(Path);
        return IsResumed || !File.Exists(journal) ? ScoreJournal.Open(Path, head) : throw new UsageException(
            $"'{journal}' is what a run that did not end has scored; go on from there with --resume, or delete it.");
    }

    /// <summary>Puts the rows of a finished journal into the file, and removes the journal.</summary>
    public void Complete(ScoreJournal journal, CovidModel model)
    {
        AtomicFile.Write(
            Path, stream => Format.Write(stream, new ScoreTable(model.ClassNames, journal.Read()) { Fields = ScoreFields.Of(model.Card) }));
        journal.Delete();
    }
}
