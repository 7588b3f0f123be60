using System.Runtime.CompilerServices;

namespace CovidClassifier.Console.Scores;

/// <summary>Scores images one after the other into rows.</summary>
internal sealed class ScoreRun(CovidModel model, ScoreInputs inputs)
{
    /// <summary>Whether an image that the guard does not accept gets no label.</summary>
    public bool Rejects { get; init; }

    /// <summary>Every row as soon as it is known.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async IAsyncEnumerable<ScoreRow> Rows([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerable<PredictionOutcome> outcomes = inputs.Count == 1
            ? model.ScoreAsync([XRayImage.FromFile(await Only(cancellationToken))], cancellationToken: cancellationToken)
            : model.ScoreAsync(Images(inputs.Paths.GetAsyncEnumerator(cancellationToken)), cancellationToken: cancellationToken);
        await foreach (PredictionOutcome outcome in outcomes)
        {
            yield return ScoreRow.Of(outcome, Rejects);
        }
    }

    /// <summary>Every row, each in the journal before it is handed on; those that it has already are not scored again.</summary>
    /// <exception cref="UsageException">The journal is of other images.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was scored is in the journal.</exception>
    public async IAsyncEnumerable<ScoreRow> Rows(ScoreJournal journal, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using IAsyncEnumerator<string> paths = inputs.Paths.GetAsyncEnumerator(cancellationToken);
        int number = 0;
        foreach (ScoreRow row in journal.Read())
        {
            number++;
            bool isThere = await paths.MoveNextAsync();
            yield return isThere && paths.Current == row.Path ? row : throw new UsageException(FormattableString.Invariant(
                $"--resume goes on with the same images in the same order, but image {number} was '{row.Path}' and now {Now(isThere, paths)}; ")
                + "without --resume, and with the file of the unfinished run deleted, they are scored anew.");
        }

        await foreach (PredictionOutcome outcome in model.ScoreAsync(Images(paths), cancellationToken: cancellationToken))
        {
            var row = ScoreRow.Of(outcome, Rejects);
            journal.Add(row);
            yield return row;
        }
    }

    private static string Now(bool isThere, IAsyncEnumerator<string> paths) => isThere ? $"is '{paths.Current}'" : "there is none";

    private static async IAsyncEnumerable<XRayImage> Images(IAsyncEnumerator<string> paths)
    {
        while (await paths.MoveNextAsync())
        {
            yield return XRayImage.FromFile(paths.Current);
        }
    }

    private async Task<string> Only(CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<string> paths = inputs.Paths.GetAsyncEnumerator(cancellationToken);
        await paths.MoveNextAsync();
        return paths.Current;
    }
}
