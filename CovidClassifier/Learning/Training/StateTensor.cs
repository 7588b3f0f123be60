namespace CovidClassifier.Learning.Training;

/// <summary>One float tensor that a step reads and replaces: a parameter or one of the optimizer's slots.</summary>
internal readonly record struct StateTensor(string Name, long[] Shape)
{
    public int Length => checked((int)Shape.Aggregate(1L, (product, d) => product * d));
}
