using CovidClassifier.Search.Recipes;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Networks;

namespace CovidClassifier.Search;

/// <summary>What a search ends with: the winner and what is best beside it, trained on all images of the search, their mean in one graph.</summary>
/// <param name="bench">Trains.</param>
/// <param name="task">All images of the search, and its seed.</param>
/// <param name="folds">Measure trials.</param>
/// <param name="most">Members at most.</param>
/// <param name="budget">Says what there is time for.</param>
/// <param name="journal">Told of each step.</param>
internal sealed class FinalTraining(TrialBench bench, LearnerTask task, InnerFolds folds, int most, BudgetPlan budget, SearchJournal journal)
{
    private const int HurriedEpochs = 5;

    /// <summary>What the final model would be made of, the winner first; nothing before the first fold.</summary>
    /// <param name="book">The trials so far.</param>
    /// <param name="canTrain">Leaves out what there is no time for; null: does not look at the time.</param>
    public IReadOnlyList<Trial> Members(TrialBook book, Func<IReadOnlyList<Trial>, bool>? canTrain = null)
    {
        if (!book.HasScores)
        {
            return [];
        }

        Trial winner = Selection.Winner(book.Trials, folds);
        int size = bench.InputSize(winner.Recipe);
        Trial[] fitting = [.. Selection.Furthest(book.Trials).Where(t => bench.InputSize(t.Recipe) == size)];
        return Selection.Ensemble(winner, fitting, folds, most, canTrain);
    }

    /// <param name="book">The trials, one of which has been scored.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>The model, and the trials that it is made of; one may stand there several times.</returns>
    public (LearnedNetwork Learned, IReadOnlyList<Trial> Members) Execute(TrialBook book, CancellationToken cancellationToken)
    {
        IReadOnlyList<Trial> wanted = Members(book, budget.CanRefit);
        var members = new List<Trial>();
        var networks = new List<LearnedNetwork>();
        foreach (Trial member in wanted)
        {
            if (members.Count > 0 && !budget.CanRefit([member]))
            {
                continue;
            }

            int earlier = members.Count(t => t == member);
            Seed seed = earlier == 0 ? task.Seed : task.Seed.For("member").For(earlier);
            IProgress<TrainingProgress> progress = journal.At(SearchStage.Refitting, member.Recipe, members.Count + 1, wanted.Count);
            networks.Add(bench.Train(member.Recipe, task.Training, task.Validation, seed, progress, cancellationToken));
            members.Add(member);
        }

        NetworkGraph mean = MeanOfNetworks.Of([.. networks.Select(n => n.Network)]);
        LearnedNetwork learned = networks[0] with
        {
            Network = mean with { Notes = [Note(book.Trials.Count, members), .. mean.Notes] },
            Members = networks.Count,
            KnownLogits = networks.Count == 1 ? networks[0].KnownLogits : null,
        };
        return (learned, members);
    }

    /// <summary>
    /// What a search ends with whose budget is too short for one recipe on one fold: the cheapest recipe, untried, on all images. It takes the time that it
    /// takes, which is little.
    /// </summary>
    /// <param name="networks">Of the search.</param>
    /// <param name="book">The trials, all given up.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public (LearnedNetwork Learned, IReadOnlyList<Trial> Members) Hurry(
        IReadOnlyList<Network> networks, TrialBook book, CancellationToken cancellationToken)
    {
        TrialRecipe recipe = RecipeFamily.Cheapest(networks);
        IProgress<TrainingProgress> progress = journal.At(SearchStage.Refitting, recipe, 1, 1);
        LearnedNetwork learned = bench.Train(
            recipe, task.Training, task.Validation, task.Seed, progress, cancellationToken, options => options with { Epochs = HurriedEpochs });
        string note =
            $"The search's budget was too short to try one recipe on one fold of {task.Training.Count} images, so that nothing was searched: this is " +
            $"the cheapest recipe, {recipe}, with at most {HurriedEpochs} epochs where it learns by epochs. A larger budget searches.";
        Trial member = book.Trials.FirstOrDefault(t => t.Recipe.Equals(recipe)) ?? new Trial(book.Trials.Count + 1, recipe);
        return (learned with { Network = learned.Network with { Notes = [note, .. learned.Network.Notes] } }, [member]);
    }

    private static string Note(int trials, List<Trial> members)
    {
        string search = $"Found by a search of {trials} recipe{(trials == 1 ? "" : "s")}";
        return members.Count == 1
            ? $"{search}: {members[0].Recipe}."
            : $"{search}; the probabilities are the mean of {members.Count} models: {string.Join("; ", members.Select(t => t.Recipe))}.";
    }
}
