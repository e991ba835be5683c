hello = Привет, { $name }!
basket =
    { $apples ->
        [0] Корзина пуста.
        [one] В корзине { $apples } яблоко.
        [few] В корзине { $apples } яблока.
       *[other] В корзине { $apples } яблок.
    }
language = Язык
choose-language = На каком языке вы говорите?
back = « Назад
