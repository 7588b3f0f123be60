using CovidClassifier.Networks;

namespace CovidClassifier.Search.Recipes;

/// <summary>Recipes of one way to learn: what can be varied in them, the plan that they come to, and what a search should know of their cost.</summary>
internal abstract class RecipeFamily
{
    /// <summary>Every family. A new one is a file and a place here.</summary>
    public static IReadOnlyList<RecipeFamily> All { get; } = [FrozenFamily.Instance, FineTunedFamily.Instance, CnnFamily.Instance];

    /// <summary>The recipe that is trained soonest: a head on the first pre-trained network's features, else the first network by itself.</summary>
    /// <param name="networks">One or more.</param>
    public static TrialRecipe Cheapest(IReadOnlyList<Network> networks)
    {
        Network network = networks.FirstOrDefault(n => n.IsPretrained) ?? networks[0];
        return new TrialRecipe(network, All.First(f => f.Takes(network)));
    }

    /// <summary>As people and logs read it.</summary>
    public abstract string Word { get; }

    /// <summary>What is varied.</summary>
    public abstract IReadOnlyList<Hyperparameter> Hyperparameters { get; }

    /// <summary>How far its plainest recipe is from the simplest of all: of equally good recipes the simpler is taken.</summary>
    public virtual int Complexity => 100;

    /// <summary>Of how many random recipes of a network one is of this family, against those of the other families that take the network.</summary>
    public virtual int Weight => 1;

    /// <summary>Whether two seeds give two models: where they hardly do, none is trained twice.</summary>
    public virtual bool DependsOnSeed => true;

    /// <summary>Share of the planned epochs that usually run: below 1 where training may stop early.</summary>
    public virtual double ExpectedShare => 1;

    /// <summary>Whether the network can learn in this way and is worth it.</summary>
    public abstract bool Takes(Network network);

    /// <summary>
    /// The recipes of a network that are tried before any is drawn, each with the round that it is due in, whole numbers from 0: those of the first network
    /// as they are, then of the others, then what most often
    /// helps the first, then networks without learned weights, then what helps more seldom.
    /// </summary>
    /// <param name="network">One that the family takes.</param>
    /// <param name="isFirst">Whether it is the first of the pre-trained networks, the most promising.</param>
    public abstract IEnumerable<(int Round, TrialRecipe Recipe)> Portfolio(Network network, bool isFirst);

    /// <summary>The same for what is judged by left-out sources: tried beside the others where recipes are compared so, of the first network alone.</summary>
    /// <param name="network">The most promising that the family takes.</param>
    public abstract IEnumerable<(int Round, TrialRecipe Recipe)> SourcePortfolio(Network network);

    /// <summary>What a recipe comes to.</summary>
    /// <param name="settings">Of the recipe.</param>
    /// <param name="graph">Gives the network as it is built, where the plan depends on it.</param>
    public abstract LearningPlan Plan(RecipeSettings settings, Func<NetworkGraph> graph);

    /// <summary>What in a recipe decides the graph that its plan builds, beside the network; empty: it is the network as it is.</summary>
    public virtual string GraphKey(TrialRecipe recipe) => "";

    /// <summary>What in a recipe decides how long it takes, beside network, family and <see cref="CostFactor"/>.</summary>
    public virtual string CostKey(TrialRecipe recipe) => "";

    /// <summary>What the time that a recipe takes is proportional to.</summary>
    public virtual double CostFactor(TrialRecipe recipe) => 1;

    /// <inheritdoc/>
    public override string ToString() => Word;
}
