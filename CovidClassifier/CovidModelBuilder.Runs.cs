using CovidClassifier.Foundation;
using CovidClassifier.Search;
using CovidClassifier.Workflows;

namespace CovidClassifier;

// what the choices are for: train, cross-validate, compare, search
public sealed partial class CovidModelBuilder
{
    /// <summary>
    /// Splits, decodes, trains, restores the best epoch, scores the test images once, and returns the model. Synchronous: the work is the processor's.
    /// </summary>
    /// <param name="progress">Told of each image, batch and epoch; called from this thread and from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="InvalidOperationException">No data are given, or no positive label is known; the message names everything that is missing.</exception>
    /// <exception cref="DatasetException">Fewer than two classes, or images that cannot be read.</exception>
    /// <exception cref="NetworkException">The network cannot be trained.</exception>
    /// <exception cref="TrainingException">The training diverged, or a checkpoint belongs to another one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; checkpoints stay.</exception>
    public CovidModel Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        return new CovidModel(_log.Take(new TrainingRun(_choices.Resolve(), _log.Beside(progress)).Execute(cancellationToken), _choices.Cache));
    }

    /// <summary>
    /// Trains once per fold and scores the images left out. Learners that need a validation set take it, by patient, from inside the fold; test share and
    /// checkpoints play no part. Synchronous.
    /// </summary>
    /// <param name="folds">2 or more; plays no part by source.</param>
    /// <param name="grouping">By patient (default), or none for comparison with published figures, or by source: each source is left out once. The last is
    /// taken, too, where <see cref="WithSplit"/> asks for it.</param>
    /// <param name="repeats">How often the images are dealt anew, each time from another seed; 1 or more.</param>
    /// <param name="progress">Told of each image, batch and epoch; called from this thread and from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2 or <paramref name="repeats"/> below 1.</exception>
    /// <inheritdoc cref="Train" path="/exception"/>
    public CrossValidationResult CrossValidate(
        int folds = 5,
        FoldGrouping grouping = FoldGrouping.Patient,
        int repeats = 1,
        IProgress<CrossValidationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Check.AtLeast(folds, 2, nameof(folds));
        Check.AtLeast(repeats, 1, nameof(repeats));
        return _log.Take(
            new CrossValidationRun((_choices with { Checkpoints = null }).Resolve(), folds, Grouping(grouping), repeats, progress).Execute(cancellationToken),
            _choices.Cache);
    }

    /// <summary>
    /// Trains the folds of one shard and leaves them in the folder of <see cref="WithFoldFolder"/>, those that are there already left out; repeats after
    /// repeats, every n-th fold. When every shard has done so, <see cref="CrossValidate"/> with the same choices and folder makes the result of them, the same
    /// as that of a single run but for its times. Audits play no part. Synchronous.
    /// </summary>
    /// <param name="shard">Which folds.</param>
    /// <param name="folds">As in <see cref="CrossValidate"/>.</param>
    /// <param name="grouping">As in <see cref="CrossValidate"/>.</param>
    /// <param name="repeats">As in <see cref="CrossValidate"/>.</param>
    /// <param name="progress">As in <see cref="CrossValidate"/>.</param>
    /// <param name="cancellationToken">Honoured within a second; folds that have ended are kept.</param>
    /// <returns>How many folds the shard has.</returns>
    /// <exception cref="InvalidOperationException">No folder is given, or no data, or no positive label is known.</exception>
    /// <inheritdoc cref="CrossValidate" path="/exception"/>
    public int CrossValidateShard(
        Shard shard,
        int folds = 5,
        FoldGrouping grouping = FoldGrouping.Patient,
        int repeats = 1,
        IProgress<CrossValidationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shard);
        RequireFoldFolder();
        Check.AtLeast(folds, 2, nameof(folds));
        Check.AtLeast(repeats, 1, nameof(repeats));
        return new CrossValidationRun((_choices with { Checkpoints = null }).Resolve(), folds, Grouping(grouping), repeats, progress)
            .Execute(shard, cancellationToken);
    }

    /// <summary>
    /// Cross-validates several networks on the same folds and tests each against the best: what chance may explain is called tied. Every other
    /// choice of the builder but trainer and checkpoints holds for all of them. Synchronous.
    /// </summary>
    /// <param name="plans">
    /// One or more networks, each alone or with a way to learn; no two of the same <see cref="LearningPlan.Title"/>. Null: the study's CNN, and each published
    /// network whose weights are in the cache, frozen and fine-tuned; the others are listed as missing.
    /// </param>
    /// <param name="options">Null takes the defaults.</param>
    /// <param name="progress">Told of each image, batch and epoch; called from this thread and from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>The table. A network that cannot be trained is listed in it with the reason. If none of several can, a <see cref="TrainingException"/> lists
    /// every reason; the only one's own error is thrown as it is.</returns>
    /// <exception cref="ArgumentException">There is no network, or one is given twice.</exception>
    /// <inheritdoc cref="Train" path="/exception"/>
    public ComparisonResult Compare(
        IReadOnlyList<LearningPlan>? plans = null, ComparisonOptions? options = null, IProgress<ComparisonProgress>? progress =
            null, CancellationToken cancellationToken = default)
    {
        return _log.Take(Comparing(plans, options, progress).Execute(cancellationToken), _choices.Cache);
    }

    /// <summary>
    /// Cross-validates the networks of one shard, every n-th of them, and leaves their folds in the folder of <see cref="WithFoldFolder"/>; of a network that
    /// cannot be trained, the reason. When every shard has done so, <see cref="Compare"/> with the same choices and folder makes the table of them.
    /// Synchronous.
    /// </summary>
    /// <param name="shard">Which networks.</param>
    /// <param name="plans">As in <see cref="Compare"/>.</param>
    /// <param name="options">As in <see cref="Compare"/>.</param>
    /// <param name="progress">As in <see cref="Compare"/>.</param>
    /// <param name="cancellationToken">Honoured within a second; folds that have ended are kept.</param>
    /// <returns>How many networks the shard has.</returns>
    /// <exception cref="InvalidOperationException">No folder is given, or no data, or no positive label is known.</exception>
    /// <inheritdoc cref="Compare" path="/exception"/>
    public int CompareShard(
        Shard shard, IReadOnlyList<LearningPlan>? plans = null, ComparisonOptions? options = null, IProgress<ComparisonProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shard);
        RequireFoldFolder();
        return Comparing(plans, options, progress).Execute(shard, cancellationToken);
    }

    private void RequireFoldFolder()
    {
        if (_choices.Folds is null)
        {
            throw new InvalidOperationException("A shard leaves its folds in a folder, and none is given (WithFoldFolder).");
        }
    }

    private ComparisonRun Comparing(IReadOnlyList<LearningPlan>? plans, ComparisonOptions? options, IProgress<ComparisonProgress>? progress)
    {
        options ??= new ComparisonOptions();
        if (plans is null)
        {
            AvailableNetworks found = AvailableNetworks.Find();
            plans = found.Adapted();
            options = options with { Missing = [.. options.Missing, .. found.Missing] };
        }

        string[] names = [.. plans.Select(p => p?.Title ?? throw new ArgumentException("No network may be null.", nameof(plans)))];
        if (names.Length == 0 || names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(n => n.Count() > 1) is { })
        {
            throw new ArgumentException(
                $"A comparison needs networks that differ, got: {(names.Length == 0 ? "none" : string.Join(", ", names))}." +
                (names.Length == 0 ? "" : " Give two variants of one network a title each: .Named(\"wide\")."), nameof(plans));
        }

        BuilderChoices choices = _choices with { Checkpoints = null };
        options = options with { Grouping = Grouping(options.Grouping) };
        return new ComparisonRun([.. plans.Select(choices.Resolve)], options, progress);
    }

    /// <summary>
    /// Searches for the best network and recipe: networks, frozen or fine-tuned and where they are cut, heads, the CNN's input size, augmentation, learning
    /// rate, regularisation and class weights, by successive halving over inner folds; then trains the best on all training images, and, where the budget
    /// reaches, several of the best as one ensemble in one graph. The builder's split holds out the test images before the search begins; its validation images
    /// calibrate the result. With <see cref="SplitOrigin.LeaveOneSourceOut"/> the inner folds are sources, so that what is chosen holds elsewhere, at best by
    /// <see cref="Metric.WorstSourceAuroc"/>; test images are held out by patient. The builder's network, trainer, augmentation, checkpoints and training
    /// options but batch size and threads play no part. Synchronous.
    /// </summary>
    /// <param name="budget">A time (a <see cref="TimeSpan"/> will do), kept within 10 % or 30 seconds, or a number of trials.</param>
    /// <param name="networks">Networks as they are, the most promising pre-trained one first. Null: each published network whose weights are in the cache, and
    /// the study's CNN.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <param name="progress">Told of each step, and of the leaderboard whenever a trial's fold has ended; called from this thread and from worker
    /// threads.</param>
    /// <param name="cancellationToken">Honoured within a second; with a state folder the log of trials and the best model so far are kept there.</param>
    /// <returns>The best recipes, trained on all training images and measured on held-out images that no trial saw; <see cref="CovidModel.Search"/> has the
    /// leaderboard.</returns>
    /// <exception cref="ArgumentException">A network is given twice, or there is none.</exception>
    /// <exception cref="TrainingException">No recipe works, or the state folder belongs to another search.</exception>
    /// <inheritdoc cref="Train" path="/exception"/>
    public CovidModel Search(
        SearchBudget budget,
        IReadOnlyList<Network>? networks = null,
        SearchOptions? options = null,
        IProgress<SearchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new(_log.Take(Searching(budget, networks, options, progress).Execute(cancellationToken), _choices.Cache));

    /// <summary>
    /// Tries recipes of one search beside other processes that do the same in the same state folder, and makes no model: each takes a fold of a recipe that no
    /// other one has taken, and what a process had taken that has died is free again. When all have ended, <see cref="Search"/> with the same choices and
    /// <see cref="SearchOptions.Resume"/> makes the model of what they found. The folder must be on a disk that all of them see and that knows file locks.
    /// What is tried depends on which process is quicker, and is in the log; each figure is the same whoever made it. Synchronous.
    /// </summary>
    /// <param name="budget">Of the whole search: a number of trials for all together; a time counts from where the log stands when a process joins, so that one
    /// that joins late ends with the others.</param>
    /// <param name="options">As for <see cref="Search"/>, with a state folder; whether to resume plays no part: a search that is there is joined.</param>
    /// <param name="networks">As for <see cref="Search"/>.</param>
    /// <param name="progress">As for <see cref="Search"/>.</param>
    /// <param name="cancellationToken">Honoured within a second; folds that have ended are kept.</param>
    /// <returns>How many folds this process has trained and scored.</returns>
    /// <exception cref="TrainingException">No recipe works, the folder belongs to another search or to one process alone, or is on a disk without file
    /// locks.</exception>
    /// <exception cref="InvalidOperationException">No state folder is given, or no data, or no positive label is known.</exception>
    /// <inheritdoc cref="Search" path="/exception"/>
    public int SearchTrials(
        SearchBudget budget,
        SearchOptions options,
        IReadOnlyList<Network>? networks = null,
        IProgress<SearchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.StateFolder is null
            ? throw new InvalidOperationException("Processes share a search by a folder, and none is given (SearchOptions.StateFolder).")
            : Searching(budget, networks, options, progress).Share(cancellationToken);
    }

    /// <summary>
    /// Measures what <see cref="Search"/> finds: a search inside each fold of a cross-validation, so that the figures are free of the search's own optimism.
    /// Takes the budget once per fold. Synchronous.
    /// </summary>
    /// <param name="budget">Of each fold's search.</param>
    /// <param name="networks">As for <see cref="Search"/>.</param>
    /// <param name="folds">Outer folds, the same as <see cref="CrossValidate"/>'s; 2 or more.</param>
    /// <param name="grouping">Of the outer folds; inner folds are by patient, or by source where the outer ones are.</param>
    /// <param name="options">As for <see cref="Search"/>; a state folder gets one folder per search.</param>
    /// <param name="progress">As for <see cref="Search"/>.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <inheritdoc cref="Search" path="/exception"/>
    public NestedSearchResult SearchNested(
        SearchBudget budget,
        IReadOnlyList<Network>? networks = null,
        int folds = 5,
        FoldGrouping grouping = FoldGrouping.Patient,
        SearchOptions? options = null,
        IProgress<SearchProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Searching(budget, networks, options, progress).ExecuteNested(Check.AtLeast(folds, 2, nameof(folds)), Grouping(grouping), cancellationToken);

    private FoldGrouping Grouping(FoldGrouping asked) => _choices.SplitOrigin == SplitOrigin.LeaveOneSourceOut ? FoldGrouping.Source : asked;

    private SearchRun Searching(
        SearchBudget budget, IReadOnlyList<Network>? networks, SearchOptions? options, IProgress<SearchProgress>? progress)
    {
        ArgumentNullException.ThrowIfNull(budget);
        networks ??= AvailableNetworks.Find().Networks;
        string[] names = [.. networks.Select(n => n?.Name ?? throw new ArgumentException("No network may be null.", nameof(networks)))];
        if (names.Length == 0 || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw new ArgumentException(
                $"A search needs networks that differ, got: {(names.Length == 0 ? "none" : string.Join(", ", names))}.", nameof(networks));
        }

        var plan = new SearchPlan(networks, budget, options ?? new SearchOptions());
        return new SearchRun((_choices with { Checkpoints = null }).Resolve(plan), plan, progress);
    }
}
